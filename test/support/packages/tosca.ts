export const TOSCA_MAIN = 'Definitions/app.yaml';
export const TOSCA_TYPES = 'Definitions/types/app-type.yaml';

/** After the example of MEC 037, annex A: one application in a virtual machine. */
const template = `
tosca_definitions_version: tosca_simple_yaml_1_3
description: An application
imports:
  - types/app-type.yaml
topology_template:
  substitution_mappings:
    node_type: MyCompany.MyMecApp_1.0
  node_templates:
    MyMecApp:
      type: MyCompany.MyMecApp_1.0
      properties:
        mec_version: [ '2.2.1', '3.1.1' ]
        product_info_description: An example
        app_service_required:
          - ser_name: RNIS
            version: '1.0'
            requested_permissions:
              - id: query
                display_name: Queries
        app_service_produced:
          - ser_name: AMS
            version: '1.0'
            transports_supported:
              - transport:
                  type: REST_HTTP
                  protocol: HTTP
                  version: '2.0'
                  security:
                    oauth2_grant_type: [ OAUTH2_CLIENT_CREDENTIALS ]
                    oauth2_token_endpoint: /token
                serializers: [ JSON ]
        app_feature_required:
          - feature_name: UserApps
            version: '1.0'
        transport_dependencies:
          - transport_serializer:
              transport: { type: WEBSOCKET, protocol: WS, version: '13', security: {} }
              serializers: [ JSON ]
            labels: [ test ]
        app_traffic_rule:
          - traffic_rule_id: rule1
            filter_type: FLOW
            priority: 1
            traffic_filter:
              - src_address: [ 192.168.1.1 ]
                src_port: [ 8080 ]
                protocol: [ udp ]
                qci: 1
                dscp: 0
                tc: 1
            action: FORWARD_DECAPSULATED
            dst_interface:
              interface_type: IP
              dst_ip_address: 192.0.2.1
        app_dns_rule:
          - dns_rule_id: dnsrule1
            domain_name: www.example.com
            ip_address_type: IP_V4
            ip_address: 192.0.2.1
            ttl: 100
        app_latency: { max_latency: 20000000 }
        user_context_transfer_capability: { stateful_application: true, user_context_transfer_support: true }
        app_network_policy: { cellular_network: true, wifi_network: false }
        lcm_operations_configuration:
          terminate: { min_graceful_termination_timeout: 60 s, max_recommended_graceful_termination_timeout: 10 m }
          operate: { min_graceful_stop_timeout: 60 s }
    Compute:
      type: tosca.nodes.nfv.Vdu.Compute
      properties: { name: '', description: '', boot_order: false }
      capabilities:
        virtual_compute:
          properties:
            virtual_memory: { virtual_mem_size: 8192 MB, numa_enabled: true }
            virtual_cpu:
              cpu_architecture: x86
              num_virtual_cpu: 2
              virtual_cpu_clock: 1800 MHz
              virtual_cpu_pinning: { virtual_cpu_pinning_policy: static }
    Storage:
      type: tosca.nodes.nfv.Vdu.VirtualBlockStorage
      properties:
        virtual_block_storage_data: { size_of_storage: 1 TB, rdma_enabled: true }
      artifacts:
        sw_image:
          type: tosca.artifacts.nfv.SwImage
          file: https://images.example.com/app.qcow2
          properties:
            name: App
            version: '1.0'
            checksum: { algorithm: sha-256, hash: b9c3036539fd7a5f87a1bf38eb05fdde8b556a1a7e664dbeda90ed3cd74b4f9d }
            container_format: bare
            disk_format: qcow2
            min_disk: 2 GB
            min_ram: 1 GiB
            size: 2 GB
            operating_system: Linux
            supported_virtualisation_environments: [ KVM ]
    Cp:
      type: tosca.nodes.nfv.VduCp
      properties:
        layer_protocols: [ ipv4 ]
        role: leaf
        protocol:
          - associated_layer_protocol: ipv4
        trunk_mode: false
`;

const types = `
tosca_definitions_version: tosca_simple_yaml_1_3
imports:
  - file: https://forge.etsi.org/rep/mec/gs037-pkg-format/raw/v3.2.1/MecAppDTypes.yaml
node_types:
  MyCompany.MyMecApp_1.0:
    derived_from: tosca.nodes.mec.MecApp
    properties:
      descriptor_id:
        type: string
        default: b1bb0ce7-ebca-4fa7-95ed-4840d70a1177
      provider: { type: string, default: MyCompany }
      product_name: { type: string, default: MyMecApp }
      software_version: { type: string, default: '1.0' }
      descriptor_version: { type: string, default: '1.0' }
`;

/** A service template and the types that it imports. */
export const TOSCA_FILES: Record<string, string> = { [TOSCA_MAIN]: template, [TOSCA_TYPES]: types };

/** One application in a container, in one file. */
export const TOSCA_CONTAINER = `
tosca_definitions_version: tosca_simple_yaml_1_3
topology_template:
  node_templates:
    app:
      type: tosca.nodes.mec.MecApp
      properties:
        descriptor_id: camera-appd
        provider: Example
        product_name: camera
        software_version: '1.2.0'
        descriptor_version: '1.0'
        product_info_description: Counts cars
        mec_version: '3.1.1'
    camera:
      type: tosca.nodes.nfv.Vdu.OsContainer
      properties:
        name: camera
        description: The only one
        requested_cpu_resources: 100
        requested_memory_resources: 10 MiB
        memory_resource_limit: 100 MB
      artifacts:
        sw_image:
          type: tosca.artifacts.nfv.SwImage
          file: Files/images/camera.tar
          properties: { name: camera, version: '1.2.0', container_format: docker, size: 23 B }
    unit:
      type: tosca.nodes.nfv.Vdu.OsContainerDeployableUnit
      properties:
        name: unit
        mcio_identification_data: { name: camera, type: Deployment }
    chart:
      type: tosca.nodes.nfv.Mciop
    cp:
      type: tosca.nodes.nfv.VduCp
      properties: { layer_protocols: [ ipv4, ethernet ] }
`;
