# Says hello at port 8000, and tells the platform so: what the platform tells its applications is in the environment.
trap 'exit 0' TERM
mkdir -p /www && echo "hello from $OPENMEP_APP_INSTANCE_ID" > /www/index.html
httpd -f -p 8000 -h /www &
echo "serving at port 8000"

SERVICES="$OPENMEP_API_ROOT/mec_service_mgmt/v1/applications/$OPENMEP_APP_INSTANCE_ID/services"
post() {
  wget -q -O - --header 'Content-Type: application/json' --post-data "$2" "$1" && echo
}
post "$OPENMEP_API_ROOT/mec_app_support/v2/applications/$OPENMEP_APP_INSTANCE_ID/confirm_ready" '{ "indication": "READY" }'
# Started again after a crash, it is still registered.
wget -q -O - "$SERVICES" | grep -q '"hello"' || post "$SERVICES" '{
  "serName": "hello", "version": "1.0.0", "state": "ACTIVE", "serializer": "JSON",
  "transportInfo": {
    "id": "hello-http", "name": "HTTP", "type": "REST_HTTP", "protocol": "HTTP", "version": "1.1",
    "endpoint": { "addresses": [{ "host": "'"$(hostname -i)"'", "port": 8000 }] }, "security": {}
  }
}'
wait
