"""Starts MiniStack with what this test stands in for, where MiniStack has nothing.

CodePipeline and change calendars are answered by the stand-ins of the test process, which STAND_IN_URL names; this file only
carries requests there, from wherever in the emulator they come: the front door, a state machine, a schedule, a template.
Composite alarms are MiniStack's own, which its CloudFormation does not know.
"""

import asyncio
import json
import os
import secrets
import urllib.error
import urllib.request

from ministack import app
from ministack.core import iam_actions, responses, router
from ministack.services import cloudwatch, eventbridge, stepfunctions, sts
from ministack.services.cloudformation import provisioners

STAND_IN_URL = os.environ["STAND_IN_URL"]
JSON_HEADERS = {"Content-Type": "application/x-amz-json-1.1"}
STAND_IN_TYPES = {}


def ask(target, data):
    """One call to the stand-ins, in the name of the account and Region at hand: (status, reply)."""
    headers = {**JSON_HEADERS, "X-Amz-Target": target, "X-Account": responses.get_account_id(), "X-Region": responses.get_region()}
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
    status, reply = await asyncio.to_thread(ask, headers["x-amz-target"], json.loads(body or b"{}"))
    return status, dict(JSON_HEADERS), reply


# --- CodePipeline, for whoever calls it -------------------------------------------------------------------------------------

app.SERVICE_HANDLERS["codepipeline"] = carry
router.SERVICE_PATTERNS["codepipeline"] = {"target_prefixes": ["CodePipeline_20150709"]}
iam_actions.SERVICE_TO_IAM_NAMESPACE["codepipeline"] = "codepipeline"
stepfunctions._AWS_SDK_SERVICE_MAP["codepipeline"] = {"target_prefix": "CodePipeline_20150709", "protocol": "json"}
stepfunctions._AWS_SDK_ERROR_PREFIX["codepipeline"] = "CodePipeline"

original_resource_arn = iam_actions.extract_resource_arn


def resource_arn(service, method, path, headers, body, query, region, account):
    """The pipeline, its stage or its action: what a policy names."""
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


def session_of(data):
    """Credentials of a role that only a service of AWS may take, as that service has them."""
    role_arn, number = data["roleArn"], secrets.token_hex(8).upper()
    account, role = role_arn.split(":")[4], role_arn.split("/")[-1]
    credentials = {"accessKeyId": f"ASIA{number}", "secretAccessKey": secrets.token_hex(20), "sessionToken": secrets.token_hex(20)}
    sts.register_session(credentials["accessKeyId"], {
        "Arn": f"arn:aws:sts::{account}:assumed-role/{role}/service", "UserId": f"{role}:service",
        "SecretAccessKey": credentials["secretAccessKey"], "SessionToken": credentials["sessionToken"],
    })
    return 200, dict(JSON_HEADERS), json.dumps(credentials).encode()


async def stand_in_service(_method, _path, headers, body, _query):
    data = json.loads(body)
    if headers["x-amz-target"] == "StandIn.SessionOf":
        return session_of(data)
    return await asyncio.to_thread(eventbridge._put_events, data, True)


app.SERVICE_HANDLERS["stand-in"] = stand_in_service
router.SERVICE_PATTERNS["stand-in"] = {"target_prefixes": ["StandIn."]}

# --- universal targets of schedules ------------------------------------------------------------------------------------------

original_invoke_target = eventbridge._invoke_target
UNIVERSAL = "arn:aws:scheduler:::aws-sdk:"


def invoke_target(target, event, rule, view=None):
    arn = target.get("Arn", "")
    if not arn.startswith(UNIVERSAL):
        return original_invoke_target(target, event, rule, view)
    return stepfunctions._invoke_aws_sdk_integration(f"arn:aws:states:::aws-sdk:{arn.removeprefix(UNIVERSAL)}", json.loads(target["Input"]))


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
        return put(physical_id, properties)

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
