# Says hello at port 8000, and tells the platform so: what the platform tells its applications is in the environment.
trap 'exit 0' TERM
mkdir -p /www && echo "hello from $OPENMEP_APP_INSTANCE_ID" > /www/index.html
httpd -f -p 8000 -h /www &

post() {
  wget -q -O - --header 'Content-Type: application/json' --post-data "$2" "$OPENMEP_API_ROOT$1"
}
post "/mec_app_support/v2/applications/$OPENMEP_APP_INSTANCE_ID/confirm_ready" '{ "indication": "READY" }'
post "/mec_service_mgmt/v1/applications/$OPENMEP_APP_INSTANCE_ID/services" '{
  "serName": "hello", "version": "1.0.0", "state": "ACTIVE", "serializer": "JSON",
  "transportInfo": {
    "id": "hello-http", "name": "HTTP", "type": "REST_HTTP", "protocol": "HTTP", "version": "1.1",
    "endpoint": { "addresses": [{ "host": "'"$(hostname -i)"'", "port": 8000 }] }, "security": {}
  }
}'
wait
