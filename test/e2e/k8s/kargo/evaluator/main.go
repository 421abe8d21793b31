// Evaluates, line by line, what promotion steps hold, by the packages of Kargo and of its expressions. What the functions of
// Kargo answer is part of each line: they ask a cluster.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"time"

	"github.com/akuity/kargo/pkg/expressions"
	"github.com/expr-lang/expr"
	"k8s.io/apimachinery/pkg/runtime"
)

type question struct {
	// A value of a step, with expressions in its texts; otherwise an expression.
	IsTemplate  bool            `json:"isTemplate"`
	Value       json.RawMessage `json:"value"`
	Environment map[string]any  `json:"environment"`
	NowMs       int64           `json:"nowMs"`
	Calls       []call          `json:"calls"`
}

type call struct {
	Name      string          `json:"name"`
	Arguments []any           `json:"arguments"`
	Result    json.RawMessage `json:"result"`
}

type answer struct {
	Result any    `json:"result"`
	Error  string `json:"error,omitempty"`
}

// What expressions may read of Freight.
type commit struct{ RepoURL, ID, Branch, Tag, Message, Author, Committer string }
type image struct{ RepoURL, Tag, Digest string }

// The types by which Kargo declares its functions: expressions are checked against them before they run.
var signatures = map[string]any{
	"commitFrom":    new(func(string) commit),
	"imageFrom":     new(func(string) image),
	"secret":        new(func(string) map[string]string),
	"stageMetadata": new(func(string) map[string]any),
	"status":        new(func(string) string),
	"success":       new(func() bool),
	"failure":       new(func() bool),
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			panic(err)
		}
		if err := answers.Encode(answered(asked)); err != nil {
			panic(err)
		}
	}
}

func answered(asked question) (told answer) {
	defer func() {
		if trouble := recover(); trouble != nil {
			told = answer{Error: fmt.Sprintf("panic: %v", trouble)}
		}
	}()
	result, err := evaluated(asked)
	if err != nil {
		return answer{Error: err.Error()}
	}
	// Kargo copies what a step has told before each later step
	return answer{Result: runtime.DeepCopyJSONValue(result)}
}

func evaluated(asked question) (any, error) {
	options := []expr.Option{
		expr.DisableBuiltin("now"),
		expr.Function("now", func(...any) (any, error) { return time.UnixMilli(asked.NowMs).UTC(), nil }, new(func() time.Time)),
	}
	if !asked.IsTemplate {
		var source string
		if err := json.Unmarshal(asked.Value, &source); err != nil {
			return nil, err
		}
		program, err := expr.Compile(source, options...)
		if err != nil {
			return nil, err
		}
		return expr.Run(program, asked.Environment)
	}
	for name, signature := range signatures {
		options = append(options, expr.Function(name, asked.replay(name, reflect.TypeOf(signature).Elem().Out(0)), signature))
	}
	wrapped, err := json.Marshal(map[string]json.RawMessage{"value": asked.Value})
	if err != nil {
		return nil, err
	}
	text, err := expressions.EvaluateJSONTemplate(wrapped, asked.Environment, options...)
	if err != nil {
		return nil, err
	}
	var unwrapped map[string]any
	err = json.Unmarshal(text, &unwrapped)
	return unwrapped["value"], err
}

// Answers what was answered to the same arguments.
func (asked question) replay(name string, kind reflect.Type) func(...any) (any, error) {
	return func(arguments ...any) (any, error) {
		for _, one := range asked.Calls {
			if one.Name != name || fmt.Sprint(one.Arguments) != fmt.Sprint(arguments) {
				continue
			}
			if string(one.Result) == "null" {
				return nil, nil
			}
			result := reflect.New(kind)
			err := json.Unmarshal(one.Result, result.Interface())
			return result.Elem().Interface(), err
		}
		return nil, fmt.Errorf("nobody asked %s%v before", name, arguments)
	}
}
