"""Starts MiniStack with what this test stands in for, where MiniStack has nothing.

CodePipeline and change calendars are answered by the stand-ins of the test process, which STAND_IN_URL names; this file only
carries requests there, from wherever in the emulator they come: the front door, a state machine, a schedule, a template.
Composite alarms are MiniStack's own, which its CloudFormation does not know. Policies are MiniStack's too; here they also
bind the roles of state machines, schedules and rules, which MiniStack lets do everything.
"""

import asyncio
import contextvars
import json
import os
import secrets
import threading
import time
import urllib.error
import urllib.request

from ministack import app
from ministack.core import iam_actions, iam_evaluator, responses, router
from ministack.services import cloudwatch, cloudwatch_logs, eventbridge, stepfunctions, sts
from ministack.services.cloudformation import provisioners

STAND_IN_URL = os.environ["STAND_IN_URL"]
JSON_HEADERS = {"Content-Type": "application/x-amz-json-1.1"}
STAND_IN_TYPES = {}


# the role that a state machine, a schedule or a rule acts with, while it does
acting = contextvars.ContextVar("acting", default=None)


def ask(target, data, caller=""):
    """One call to the stand-ins, in the name of the account and Region at hand: (status, reply)."""
    at = {"X-Account": responses.get_account_id(), "X-Region": responses.get_region(), "X-Caller": caller}
    headers = {**JSON_HEADERS, **at, "X-Amz-Target": target}
    request = urllib.request.Request(STAND_IN_URL, data=json.dumps(data).encode(), headers=headers, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return reply.status, reply.read()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read()


def ask_or_fail(target, data):
    status, reply = ask(target, data)
    if status != 200:
        raise ValueError(reply.decode())
    return json.loads(reply or b"{}")


async def carry(_method, _path, headers, body, _query):
    role = acting.get()
    caller = assumed(role) if role else sts._sessions.get(router.extract_access_key_id(headers), {}).get("Arn", "")
    status, reply = await asyncio.to_thread(ask, headers["x-amz-target"], json.loads(body or b"{}"), caller)
    return status, dict(JSON_HEADERS), reply


# --- roles that only a service of AWS may take, as that service has them ------------------------------------------------------


def assumed(role_arn):
    return f"arn:aws:sts::{role_arn.split(':')[4]}:assumed-role/{role_arn.split('/')[-1]}/service"


# MiniStack walks through all sessions whenever it adds one, and state machines run in threads
registering = threading.Lock()
original_register_session = sts.register_session


def register_session(*session):
    with registering:
        original_register_session(*session)


sts.register_session = register_session


def session_of(role_arn):
    key = {"accessKeyId": f"ASIA{secrets.token_hex(8).upper()}", "secretAccessKey": secrets.token_hex(20), "sessionToken": secrets.token_hex(20)}
    sts.register_session(key["accessKeyId"], {
        "Arn": assumed(role_arn), "UserId": f"{role_arn.split('/')[-1]}:service",
        "SecretAccessKey": key["secretAccessKey"], "SessionToken": key["sessionToken"],
    })
    return key


def why_denied(role_arn, service, action, resource):
    """What AWS would answer if the role's policies do not allow it, else nothing."""
    namespace = iam_actions.SERVICE_TO_IAM_NAMESPACE[service]
    denied = iam_evaluator.enforce(session_of(role_arn)["accessKeyId"], f"{namespace}:{action}", service, responses.get_region(), resource_arn=resource)
    return denied and f"{assumed(role_arn)} is not authorized to perform: {namespace}:{action} on resource: {resource}"


# --- CodePipeline, for whoever calls it -------------------------------------------------------------------------------------

app.SERVICE_HANDLERS["codepipeline"] = carry
router.SERVICE_PATTERNS["codepipeline"] = {"target_prefixes": ["CodePipeline_20150709"]}
iam_actions.SERVICE_TO_IAM_NAMESPACE["codepipeline"] = "codepipeline"
stepfunctions._AWS_SDK_SERVICE_MAP["codepipeline"] = {"target_prefix": "CodePipeline_20150709", "protocol": "json"}
stepfunctions._AWS_SDK_ERROR_PREFIX["codepipeline"] = "CodePipeline"

original_resource_arn = iam_actions.extract_resource_arn


def resource_arn(service, method, path, headers, body, query, region, account):
    """The pipeline, its stage or its action, or the calendar: what a policy names."""
    if service == "ssm" and headers.get("x-amz-target") == "AmazonSSM.GetCalendarState":
        [name, *_] = json.loads(body)["CalendarNames"]
        return name if name.startswith("arn:") else f"arn:aws:ssm:{region}:{account}:document/{name}"
    if service != "codepipeline":
        return original_resource_arn(service, method, path, headers, body, query, region, account)
    data = json.loads(body or b"{}")
    pipeline = data.get("pipelineName") or data.get("name")
    if not pipeline:
        return "*"
    parts = [pipeline, *(data[key] for key in ("stageName", "actionName") if key in data)]
    return f"arn:aws:codepipeline:{region}:{account}:{'/'.join(parts)}"


iam_actions.extract_resource_arn = resource_arn

# --- change calendars --------------------------------------------------------------------------------------------------------

original_ssm = app.SERVICE_HANDLERS["ssm"]


async def ssm(method, path, headers, body, query):
    if headers.get("x-amz-target") == "AmazonSSM.GetCalendarState":
        return await carry(method, path, headers, body, query)
    return await original_ssm(method, path, headers, body, query)


app.SERVICE_HANDLERS["ssm"] = ssm

# --- what AWS does of its own: it sends events, which PutEvents refuses to others, and takes the roles that trust it --------


async def stand_in_service(_method, _path, headers, body, _query):
    data = json.loads(body)
    if headers["x-amz-target"] == "StandIn.ReadLog":
        return cloudwatch_logs._filter_log_events(data)
    if headers["x-amz-target"] == "StandIn.SessionOf":
        return 200, dict(JSON_HEADERS), json.dumps(session_of(data["roleArn"])).encode()
    return await asyncio.to_thread(eventbridge._put_events, data, True)


app.SERVICE_HANDLERS["stand-in"] = stand_in_service
router.SERVICE_PATTERNS["stand-in"] = {"target_prefixes": ["StandIn."]}

# --- state machines, schedules and rules, each bound by its role ---------------------------------------------------------------

original_execute_task = stepfunctions._execute_task
original_dispatch_json = stepfunctions._dispatch_aws_sdk_json
original_prefix_error = stepfunctions._prefix_sdk_error
original_invoke_resource = stepfunctions._invoke_resource
original_invoke_target = eventbridge._invoke_target
UNIVERSAL = "arn:aws:scheduler:::aws-sdk:"
# integration: service, action, the parameter that names the resource
OPTIMIZED = {
    "arn:aws:states:::events:putEvents": ("events", "PutEvents", None),
    "arn:aws:states:::lambda:invoke": ("lambda", "InvokeFunction", "FunctionName"),
    "arn:aws:states:::sns:publish": ("sns", "Publish", "TopicArn"),
}


def sdk_error(service, code):
    """State machines name an error as the SDK for Java does, whose errors all end in Exception."""
    plain = code.startswith("States.") or "." in code or code.endswith("Exception")
    return original_prefix_error(service, code if plain else f"{code}Exception")


def require(service, action, resource, error):
    reason = acting.get() and why_denied(acting.get(), service, action, resource)
    if reason:
        raise stepfunctions._ExecutionError(error, reason)


def execute_task(state, data, execution, ctx):
    machine = stepfunctions._state_machines.get(execution["stateMachineArn"]) if execution else None
    token = acting.set(machine["roleArn"] if machine else None)
    try:
        return original_execute_task(state, data, execution, ctx)
    finally:
        acting.reset(token)


def dispatch_json(info, service, action, data):
    key, name = info.get("service_key", service), action[0].upper() + action[1:]
    wire = stepfunctions._sdk_json_params(info, key, name, data)
    headers = {"x-amz-target": f"{info['target_prefix']}.{name}"}
    resource = iam_actions.extract_resource_arn(key, "POST", "/", headers, json.dumps(wire).encode(), {}, responses.get_region(), responses.get_account_id())
    require(key, name, resource, stepfunctions._prefix_sdk_error(service, "AccessDeniedException"))
    return original_dispatch_json(info, service, action, data)


def invoke_resource(resource, data):
    if resource in OPTIMIZED:
        service, action, parameter = OPTIMIZED[resource]
        bus = f"arn:aws:events:{responses.get_region()}:{responses.get_account_id()}:event-bus/default"
        require(service, action, data[parameter] if parameter else bus, "States.TaskFailed")
    return original_invoke_resource(resource, data)


def write_log(arn, message):
    """MiniStack has no log groups as targets."""
    stream = {"logGroupName": arn.split(":log-group:")[1].removesuffix(":*"), "logStreamName": secrets.token_hex(8)}
    cloudwatch_logs._create_log_stream(stream)
    status, _, body = cloudwatch_logs._put_log_events({**stream, "logEvents": [{"timestamp": int(time.time() * 1000), "message": message}]})
    if status != 200:
        raise ValueError(f"{arn} took no event: {body}")


def invoke_target(target, event, rule, view=None):
    arn, token = target.get("Arn", ""), acting.set(target.get("RoleArn"))
    try:
        if arn.startswith(UNIVERSAL):
            return stepfunctions._invoke_aws_sdk_integration(f"arn:aws:states:::aws-sdk:{arn.removeprefix(UNIVERSAL)}", json.loads(target["Input"]))
        if ":logs:" in arn:
            return write_log(arn, json.dumps((view or eventbridge._pattern_event_view(event)).event_with_detail()))
        if ":states:" in arn:
            require("states", "StartExecution", arn, "States.TaskFailed")
    finally:
        acting.reset(token)
    return original_invoke_target(target, event, rule, view)


stepfunctions._prefix_sdk_error = sdk_error
stepfunctions._execute_task = execute_task
stepfunctions._dispatch_aws_sdk_json = dispatch_json
stepfunctions._invoke_resource = invoke_resource
eventbridge._invoke_target = invoke_target

# --- resource types ----------------------------------------------------------------------------------------------------------


def pipeline_put(name, properties):
    ask_or_fail("StandIn.PutPipeline", {"name": name, "definition": properties})
    return name, {"Version": "1"}


def document_put(name, properties):
    ask_or_fail("StandIn.PutDocument", {"name": name, "document": properties})
    return name, {}


def composite_put(name, properties):
    status, _, body = cloudwatch._put_composite_alarm({}, {**properties, "AlarmName": name}, False, is_json=True)
    if status != 200:
        raise ValueError(body.decode() if isinstance(body, bytes) else str(body))
    return name, {"Arn": f"arn:aws:cloudwatch:{responses.get_region()}:{responses.get_account_id()}:alarm:{name}"}


def stand_in(resource_type, name_property, put, delete):
    def create(logical_id, properties, stack_name):
        return put(properties.get(name_property) or provisioners._physical_name(stack_name, logical_id, max_len=100), properties)

    def update(physical_id, _old, properties, _stack_name):
        name = properties.get(name_property) or physical_id
        updated = put(name, properties)
        # another name is another resource
        if name != physical_id:
            delete(physical_id, properties)
        return updated

    provisioners._RESOURCE_HANDLERS[resource_type] = {"create": create, "update": update, "delete": delete}
    STAND_IN_TYPES[resource_type] = name_property


OWN_TYPES = sorted(provisioners._RESOURCE_HANDLERS)
stand_in("AWS::CodePipeline::Pipeline", "Name", pipeline_put, lambda name, _: ask_or_fail("StandIn.DeletePipeline", {"name": name}))
stand_in("AWS::SSM::Document", "Name", document_put, lambda name, _: ask_or_fail("StandIn.DeleteDocument", {"name": name}))
stand_in("AWS::CloudWatch::CompositeAlarm", "AlarmName", composite_put, lambda name, _: cloudwatch._delete_alarms({}, {"AlarmNames": [name]}, False, is_json=True))

# --- loopback counts as TLS, or the bootstrap bucket, which takes nothing else, would take nothing -----------------------------

original_pin_origin = app.pin_request_origin
app.pin_request_origin = lambda ip, _secure: original_pin_origin(ip, True)

with open(os.environ["TYPES_FILE"], "w", encoding="utf-8") as file:
    json.dump(OWN_TYPES, file)

if __name__ == "__main__":
    app.main()
