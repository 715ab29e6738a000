package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// most is how long a notification is waited for.
const most = 30 * time.Second

// callbackServer takes notifications, as JSON.
type callbackServer struct {
	url    string
	bodies chan []byte
	server *http.Server
}

func newCallbackServer() (*callbackServer, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	bodies := make(chan []byte, 1)
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		w.WriteHeader(http.StatusNoContent)
		select {
		case bodies <- body:
		case <-r.Context().Done():
		}
	})
	server := &http.Server{Handler: handler}
	go server.Serve(listener)
	return &callbackServer{"http://" + listener.Addr().String() + "/notifications", bodies, server}, nil
}

// wait returns the next notification.
func (c *callbackServer) wait() ([]byte, error) {
	select {
	case body := <-c.bodies:
		return body, nil
	case <-time.After(most):
		return nil, fmt.Errorf("no notification within %v", most)
	}
}
