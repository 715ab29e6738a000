"""Registers a service, discovers it, subscribes to its changes and is notified of one. Argument: where the platform is reached."""

import os
import sys

import openmep_app_support as support
import openmep_service_management as mgmt

from callback_server import CallbackServer

root = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8080"
applications = support.ApplicationSupportApi(support.ApiClient(support.Configuration(host=f"{root}/mec_app_support/v2")))
services = mgmt.ServiceManagementApi(mgmt.ApiClient(mgmt.Configuration(host=f"{root}/mec_service_mgmt/v1")))

ser_name = f"sdk-python-{os.getpid()}"
transport = mgmt.TransportInfo(
    id="rest",
    name="REST",
    type=mgmt.TransportType.REST_HTTP,
    protocol="HTTP",
    version="1.1",
    endpoint=mgmt.EndPointInfo(uris=["http://127.0.0.1:9100/"]),
    security=mgmt.SecurityInfo(),
)
service = mgmt.ServiceInfoPost(
    ser_name=ser_name, version="1.0.0", state=mgmt.ServiceState.ACTIVE, serializer=mgmt.SerializerType.JSON, transport_info=transport
)


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise SystemExit(otherwise)


def run(app_instance_id: str, callback: CallbackServer) -> None:
    applications.confirm_ready(app_instance_id, support.AppReadyConfirmation(indication="READY"))

    registered = services.register_service(app_instance_id, service)
    print(f"registered {registered.ser_instance_id}")

    [discovered] = services.find_services(ser_name=[ser_name])
    check(discovered.ser_instance_id == registered.ser_instance_id, "The service is not found.")
    print(f"discovered {discovered.ser_name} at {discovered.transport_info.endpoint.uris}")

    subscription = services.subscribe(
        app_instance_id,
        mgmt.SerAvailabilityNotificationSubscription(
            subscription_type="SerAvailabilityNotificationSubscription",
            callback_reference=callback.url,
            filtering_criteria=mgmt.ServiceFilteringCriteria(ser_names=[ser_name]),
        ),
    )
    print(f"subscribed {subscription.links.self_link.href}")

    discovered.state = mgmt.ServiceState.INACTIVE
    services.replace_service(app_instance_id, registered.ser_instance_id, discovered)
    notification = mgmt.ServiceAvailabilityNotification.from_json(callback.wait())
    change = notification.service_references[0]
    check((change.ser_instance_id, change.state) == (registered.ser_instance_id, "INACTIVE"), "The notification is of something else.")
    print(f"notified {change.change_type.value}: {change.ser_name} is {change.state.value}")


with CallbackServer() as server:
    application = applications.register_application(support.AppInfo(app_name=ser_name, endpoint={"uris": ["http://127.0.0.1:9100/"]}))
    check(application.app_instance_id is not None, "The platform gave no appInstanceId.")
    try:
        run(application.app_instance_id, server)
    finally:
        applications.deregister_application(application.app_instance_id)
