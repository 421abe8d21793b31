// Stands in for the traffic router plugin of the Gateway API, which is no published module: it writes the weights into an
// HTTPRoute, and answers for nothing else.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/plugin/rpc"
	"github.com/argoproj/argo-rollouts/utils/plugin/types"
	"github.com/hashicorp/go-plugin"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/retry"
)

const name = "argoproj-labs/gatewayAPI"

var httpRoutes = schema.GroupVersionResource{Group: "gateway.networking.k8s.io", Version: "v1", Resource: "httproutes"}

type router struct {
	client dynamic.Interface
}

func (r *router) InitPlugin() types.RpcError {
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err == nil {
		r.client, err = dynamic.NewForConfig(config)
	}
	return told(err)
}

func (r *router) SetWeight(ro *v1alpha1.Rollout, canaryWeight int32, _ []v1alpha1.WeightDestination) types.RpcError {
	canary := ro.Spec.Strategy.Canary
	var place struct{ HTTPRoute, Namespace string }
	if err := json.Unmarshal(canary.TrafficRouting.Plugins[name], &place); err != nil {
		return told(err)
	}
	weights := map[string]int64{canary.CanaryService: int64(canaryWeight), canary.StableService: 100 - int64(canaryWeight)}
	routes := r.client.Resource(httpRoutes).Namespace(place.Namespace)
	return told(retry.RetryOnConflict(retry.DefaultRetry, func() error {
		route, err := routes.Get(context.Background(), place.HTTPRoute, metav1.GetOptions{})
		if err != nil {
			return err
		}
		if weighted(route, weights) != len(weights) {
			return fmt.Errorf("%s does not send requests to both Services", place.HTTPRoute)
		}
		_, err = routes.Update(context.Background(), route, metav1.UpdateOptions{})
		return err
	}))
}

// weighted says how many backends it found.
func weighted(route *unstructured.Unstructured, weights map[string]int64) int {
	found := 0
	rules, _, _ := unstructured.NestedSlice(route.Object, "spec", "rules")
	for _, rule := range rules {
		backends, _ := rule.(map[string]any)["backendRefs"].([]any)
		for _, each := range backends {
			backend := each.(map[string]any)
			if weight, known := weights[backend["name"].(string)]; known {
				backend["weight"] = weight
				found++
			}
		}
	}
	_ = unstructured.SetNestedSlice(route.Object, rules, "spec", "rules")
	return found
}

func (r *router) UpdateHash(*v1alpha1.Rollout, string, string, []v1alpha1.WeightDestination) types.RpcError {
	return types.RpcError{}
}

func (r *router) SetHeaderRoute(*v1alpha1.Rollout, *v1alpha1.SetHeaderRoute) types.RpcError {
	return told(fmt.Errorf("no headers"))
}

func (r *router) SetMirrorRoute(*v1alpha1.Rollout, *v1alpha1.SetMirrorRoute) types.RpcError {
	return told(fmt.Errorf("no mirrors"))
}

func (r *router) VerifyWeight(*v1alpha1.Rollout, int32, []v1alpha1.WeightDestination) (types.RpcVerified, types.RpcError) {
	return types.NotImplemented, types.RpcError{}
}

func (r *router) RemoveManagedRoutes(*v1alpha1.Rollout) types.RpcError {
	return types.RpcError{}
}

func (r *router) Type() string {
	return name
}

func told(err error) types.RpcError {
	if err != nil {
		return types.RpcError{ErrorString: err.Error()}
	}
	return types.RpcError{}
}

func main() {
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{ProtocolVersion: 1, MagicCookieKey: "ARGO_ROLLOUTS_RPC_PLUGIN", MagicCookieValue: "trafficrouter"},
		Plugins:         map[string]plugin.Plugin{"RpcTrafficRouterPlugin": &rpc.RpcTrafficRouterPlugin{Impl: &router{}}},
	})
}
