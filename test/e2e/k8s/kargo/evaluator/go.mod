module evaluator

go 1.26.0

require (
	github.com/akuity/kargo v1.11.2
	github.com/expr-lang/expr v1.17.8
	k8s.io/apimachinery v0.34.3
)

require (
	github.com/fxamacker/cbor/v2 v2.9.2 // indirect
	github.com/go-logr/logr v1.4.3 // indirect
	github.com/gogo/protobuf v1.3.2 // indirect
	github.com/json-iterator/go v1.1.12 // indirect
	github.com/modern-go/concurrent v0.0.0-20180306012644-bacd9c7ef1dd // indirect
	github.com/modern-go/reflect2 v1.0.3-0.20250322232337-35a7c28c31ee // indirect
	github.com/x448/float16 v0.8.4 // indirect
	go.yaml.in/yaml/v2 v2.4.4 // indirect
	go.yaml.in/yaml/v3 v3.0.4 // indirect
	k8s.io/klog/v2 v2.130.1 // indirect
	sigs.k8s.io/json v0.0.0-20250730193827-2d320260d730 // indirect
	sigs.k8s.io/structured-merge-diff/v6 v6.3.0 // indirect
)

tool evaluator

// Kargo publishes neither of these two by itself; nothing that is used here imports them
replace (
	github.com/akuity/kargo/api => ./absent/api
	github.com/akuity/kargo/pkg/x/client/generated => ./absent/generated
)
