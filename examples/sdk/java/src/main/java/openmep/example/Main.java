package openmep.example;

import java.net.URI;
import java.util.List;
import java.util.Map;
import openmep.appsupport.api.ApplicationSupportApi;
import openmep.appsupport.model.AppInfo;
import openmep.appsupport.model.AppReadyConfirmation;
import openmep.servicemanagement.ApiClient;
import openmep.servicemanagement.api.ServiceManagementApi;
import openmep.servicemanagement.model.EndPointInfo;
import openmep.servicemanagement.model.SecurityInfo;
import openmep.servicemanagement.model.SerAvailabilityNotificationSubscription;
import openmep.servicemanagement.model.SerializerType;
import openmep.servicemanagement.model.ServiceAvailabilityNotification;
import openmep.servicemanagement.model.ServiceFilteringCriteria;
import openmep.servicemanagement.model.ServiceInfo;
import openmep.servicemanagement.model.ServiceInfoPost;
import openmep.servicemanagement.model.ServiceReference;
import openmep.servicemanagement.model.ServiceState;
import openmep.servicemanagement.model.TransportInfo;
import openmep.servicemanagement.model.TransportType;

/** Registers a service, discovers it, subscribes to its changes and is notified of one. Argument: where the platform is reached. */
public final class Main {
  private final ApplicationSupportApi applications;
  private final ServiceManagementApi services;
  private final ApiClient client = new ApiClient();
  private final String serName = "sdk-java-" + ProcessHandle.current().pid();

  private Main(String root) {
    var supportClient = new openmep.appsupport.ApiClient();
    supportClient.updateBaseUri(root + "/mec_app_support/v2");
    applications = new ApplicationSupportApi(supportClient);
    client.updateBaseUri(root + "/mec_service_mgmt/v1");
    services = new ServiceManagementApi(client);
  }

  public static void main(String[] args) throws Exception {
    new Main(args.length > 0 ? args[0] : "http://127.0.0.1:8080").run();
  }

  private void run() throws Exception {
    var endpoint = Map.of("uris", List.of("http://127.0.0.1:9100/"));
    String id = applications.registerApplication(new AppInfo().appName(serName).endpoint(endpoint)).getAppInstanceId();
    try (var callback = new CallbackServer()) {
      applications.confirmReady(id, new AppReadyConfirmation().indication(AppReadyConfirmation.IndicationEnum.READY));
      ServiceInfo registered = services.registerService(id, newService());
      System.out.println("registered " + registered.getSerInstanceId());

      List<ServiceInfo> found = services.findServices(null, List.of(serName), null, null, null, null, null);
      check(found.size() == 1 && found.get(0).getSerInstanceId().equals(registered.getSerInstanceId()), "The service is not found.");
      System.out.println("discovered " + serName + " at " + found.get(0).getTransportInfo().getEndpoint().getUris());
      watch(id, found.get(0), callback);
    } finally {
      applications.deregisterApplication(id, null);
    }
  }

  /** Subscribes to a service, changes its state and waits for being told. */
  private void watch(String id, ServiceInfo service, CallbackServer callback) throws Exception {
    var subscription = services.subscribe(id, new SerAvailabilityNotificationSubscription()
        .subscriptionType(SerAvailabilityNotificationSubscription.SubscriptionTypeEnum.SER_AVAILABILITY_NOTIFICATION_SUBSCRIPTION)
        .callbackReference(URI.create(callback.url()))
        .filteringCriteria(new ServiceFilteringCriteria().serNames(List.of(serName))));
    System.out.println("subscribed " + subscription.getLinks().getSelf().getHref());

    services.replaceService(id, service.getSerInstanceId(), service.state(ServiceState.INACTIVE), null);
    ServiceReference change = client.getObjectMapper().readValue(callback.take(), ServiceAvailabilityNotification.class).getServiceReferences().get(0);
    check(change.getSerInstanceId().equals(service.getSerInstanceId()) && change.getState() == ServiceState.INACTIVE, "The notification is of something else.");
    System.out.println("notified " + change.getChangeType() + ": " + change.getSerName() + " is " + change.getState());
  }

  private ServiceInfoPost newService() {
    TransportInfo transport = new TransportInfo().id("rest").name("REST").type(TransportType.REST_HTTP).protocol("HTTP").version("1.1")
        .endpoint(new EndPointInfo().uris(List.of("http://127.0.0.1:9100/"))).security(new SecurityInfo());
    return new ServiceInfoPost().serName(serName).version("1.0.0").state(ServiceState.ACTIVE).serializer(SerializerType.JSON).transportInfo(transport);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) throw new IllegalStateException(otherwise);
  }
}
