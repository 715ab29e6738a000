// Registers a service, discovers it, subscribes to its changes and is notified of one. Argument: where the platform is reached.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	support "openmep/sdk/app-support"
	mgmt "openmep/sdk/service-management"
)

func main() {
	root := "http://127.0.0.1:8080"
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := run(context.Background(), root); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, root string) (err error) {
	applications := supportApi(root)
	services := managementApi(root)
	serName := fmt.Sprintf("sdk-go-%d", os.Getpid())

	info := support.NewAppInfo(serName)
	info.SetEndpoint(map[string]any{"uris": []string{"http://127.0.0.1:9100/"}})
	application, _, err := applications.RegisterApplication(ctx).AppInfo(*info).Execute()
	if err != nil {
		return err
	}
	id := application.GetAppInstanceId()
	defer func() {
		if _, e := applications.DeregisterApplication(ctx, id).Execute(); err == nil {
			err = e
		}
	}()
	if _, err = applications.ConfirmReady(ctx, id).AppReadyConfirmation(*support.NewAppReadyConfirmation("READY")).Execute(); err != nil {
		return err
	}

	registered, _, err := services.RegisterService(ctx, id).ServiceInfoPost(newService(serName)).Execute()
	if err != nil {
		return err
	}
	fmt.Println("registered", registered.SerInstanceId)

	found, _, err := services.FindServices(ctx).SerName([]string{serName}).Execute()
	if err != nil {
		return err
	}
	if len(found) != 1 || found[0].SerInstanceId != registered.SerInstanceId {
		return fmt.Errorf("the service is not found")
	}
	fmt.Println("discovered", found[0].SerName, "at", found[0].TransportInfo.Endpoint.Uris)
	return watch(ctx, services, id, found[0])
}

// watch subscribes to a service, changes its state and waits for being told.
func watch(ctx context.Context, services *mgmt.ServiceManagementAPIService, id string, service mgmt.ServiceInfo) error {
	callback, err := newCallbackServer()
	if err != nil {
		return err
	}
	defer callback.server.Close()

	wanted := mgmt.NewSerAvailabilityNotificationSubscription("SerAvailabilityNotificationSubscription", callback.url)
	wanted.SetFilteringCriteria(mgmt.ServiceFilteringCriteria{SerNames: []string{service.SerName}})
	subscription, _, err := services.Subscribe(ctx, id).SerAvailabilityNotificationSubscription(*wanted).Execute()
	if err != nil {
		return err
	}
	fmt.Println("subscribed", subscription.Links.Self.Href)

	service.State = mgmt.SERVICESTATE_INACTIVE
	if _, _, err = services.ReplaceService(ctx, id, service.SerInstanceId).ServiceInfo(service).Execute(); err != nil {
		return err
	}
	body, err := callback.wait()
	if err != nil {
		return err
	}
	var notification mgmt.ServiceAvailabilityNotification
	if err = json.Unmarshal(body, &notification); err != nil {
		return err
	}
	change := notification.ServiceReferences[0]
	if change.SerInstanceId != service.SerInstanceId || change.State != mgmt.SERVICESTATE_INACTIVE {
		return fmt.Errorf("the notification is of something else: %s", body)
	}
	fmt.Printf("notified %s: %s is %s\n", change.ChangeType, change.SerName, change.State)
	return nil
}

func newService(name string) mgmt.ServiceInfoPost {
	transport := mgmt.NewTransportInfo("rest", "REST", mgmt.TRANSPORTTYPE_REST_HTTP, "HTTP", "1.1",
		mgmt.EndPointInfo{Uris: []string{"http://127.0.0.1:9100/"}}, mgmt.SecurityInfo{})
	service := mgmt.NewServiceInfoPost(name, "1.0.0", mgmt.SERVICESTATE_ACTIVE, mgmt.SERIALIZERTYPE_JSON)
	service.SetTransportInfo(*transport)
	return *service
}

func supportApi(root string) *support.ApplicationSupportAPIService {
	configuration := support.NewConfiguration()
	configuration.Servers = support.ServerConfigurations{{URL: root + "/mec_app_support/v2"}}
	return support.NewAPIClient(configuration).ApplicationSupportAPI
}

func managementApi(root string) *mgmt.ServiceManagementAPIService {
	configuration := mgmt.NewConfiguration()
	configuration.Servers = mgmt.ServerConfigurations{{URL: root + "/mec_service_mgmt/v1"}}
	return mgmt.NewAPIClient(configuration).ServiceManagementAPI
}
