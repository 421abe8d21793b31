#!/usr/bin/env bash
#
# Settles what AWS does not document, in an account of yours: makes a throw-away pipeline, leads a few executions through it, prints
# what it saw for each of the eight questions of docs/aws-unknowns.md, and removes everything again.
#
#   docs/aws/settle-unknowns.sh [--keep]
#
# Takes about half an hour and a few cents. Needs the AWS CLI, version 2, with a profile that may make roles. What it makes is called
# spillway-unknowns. SECOND_REGION is another Region, of which an alarm is asked. ALARM_ARN and READER_ROLE_ARN, when given, are an alarm and a
# role of another account, which trusts this one.
#
# NOT RUN by those who wrote it: they had no account. Its template is checked like all others of the project.

set -euo pipefail

STACK=spillway-unknowns
ALARM_ARN=${ALARM_ARN:-}
READER_ROLE_ARN=${READER_ROLE_ARN:-}
WORK=$(mktemp -d)
KEEP=${1:-}

REGION=$(aws configure get region || true)
REGION=${AWS_REGION:-${AWS_DEFAULT_REGION:-$REGION}}
SECOND_REGION=${SECOND_REGION:-$([ "$REGION" = eu-west-1 ] && echo eu-central-1 || echo eu-west-1)}

cat > "$WORK/template.json" <<'TEMPLATE'
{
  "Description": "A throw-away pipeline, to see what CodePipeline does where its documentation is silent",
  "Resources": {
    "Bucket": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "BucketEncryption": { "ServerSideEncryptionConfiguration": [{ "ServerSideEncryptionByDefault": { "SSEAlgorithm": "AES256" } }] },
        "PublicAccessBlockConfiguration": { "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true },
        "VersioningConfiguration": { "Status": "Enabled" }
      }
    },
    "BucketPolicy": {
      "Type": "AWS::S3::BucketPolicy",
      "Properties": {
        "Bucket": { "Ref": "Bucket" },
        "PolicyDocument": {
          "Version": "2012-10-17",
          "Statement": [{
            "Effect": "Deny", "Principal": { "AWS": "*" }, "Action": "s3:*", "Condition": { "Bool": { "aws:SecureTransport": "false" } },
            "Resource": [{ "Fn::GetAtt": ["Bucket", "Arn"] }, { "Fn::Sub": "${Bucket.Arn}/*" }]
          }]
        }
      }
    },
    "Entry": {
      "Type": "AWS::CloudWatch::Alarm",
      "Properties": {
        "AlarmName": "spillway-unknowns-entry", "Namespace": "Spillway/Unknowns", "MetricName": "Entry", "Statistic": "Sum", "Period": 60,
        "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "ignore"
      }
    },
    "Bake": {
      "Type": "AWS::CloudWatch::Alarm",
      "Properties": {
        "AlarmName": "spillway-unknowns-bake", "Namespace": "Spillway/Unknowns", "MetricName": "Bake", "Statistic": "Sum", "Period": 60,
        "EvaluationPeriods": 1, "Threshold": 1, "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "ignore"
      }
    },
    "Logs": { "Type": "AWS::Logs::LogGroup", "Properties": { "LogGroupName": "/spillway/unknowns", "RetentionInDays": 1 } },
    "FunctionRole": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }]
        },
        "Policies": [{
          "PolicyName": "Answer",
          "PolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
              { "Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": { "Fn::GetAtt": ["Logs", "Arn"] } },
              { "Effect": "Allow", "Action": "codepipeline:PutJobSuccessResult", "Resource": "*" }
            ]
          }
        }]
      }
    },
    "Function": {
      "Type": "AWS::Lambda::Function",
      "Properties": {
        "Runtime": "python3.13", "Handler": "index.handler", "Role": { "Fn::GetAtt": ["FunctionRole", "Arn"] }, "Timeout": 30,
        "LoggingConfig": { "LogGroup": { "Ref": "Logs" } },
        "Code": {
          "ZipFile": { "Fn::Join": ["\n", [
            "import boto3, json",
            "def handler(event, context):",
            "    print('ASKED ' + json.dumps({k: v for k, v in event.get('CodePipeline.job', {}).items() if k == 'id'} or event))",
            "    print('PARAMETERS ' + str(event.get('CodePipeline.job', {}).get('data', {}).get('actionConfiguration', {}).get('configuration', {}).get('UserParameters')))",
            "    if 'CodePipeline.job' in event:",
            "        boto3.client('codepipeline').put_job_success_result(jobId=event['CodePipeline.job']['id'])",
            "    return {'ok': True}"
          ]] }
        }
      }
    },
    "PipelineRole": {
      "Type": "AWS::IAM::Role",
      "Properties": {
        "AssumeRolePolicyDocument": {
          "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Principal": { "Service": "codepipeline.amazonaws.com" }, "Action": "sts:AssumeRole" }]
        },
        "Policies": [{
          "PolicyName": "Release",
          "PolicyDocument": {
            "Version": "2012-10-17",
            "Statement": [
              { "Effect": "Allow", "Action": ["s3:GetBucketVersioning", "s3:GetBucketAcl", "s3:GetBucketLocation"], "Resource": { "Fn::GetAtt": ["Bucket", "Arn"] } },
              {
                "Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging", "s3:GetObjectVersionTagging", "s3:PutObject"],
                "Resource": { "Fn::Sub": "${Bucket.Arn}/*" }
              },
              { "Effect": "Allow", "Action": "cloudwatch:DescribeAlarms", "Resource": "*" },
              { "Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": { "Fn::GetAtt": ["Function", "Arn"] } }
            ]
          }
        }]
      }
    },
    "Pipeline": {
      "Type": "AWS::CodePipeline::Pipeline",
      "Properties": {
        "Name": "spillway-unknowns", "PipelineType": "V2", "ExecutionMode": "QUEUED", "RoleArn": { "Fn::GetAtt": ["PipelineRole", "Arn"] },
        "ArtifactStore": { "Type": "S3", "Location": { "Ref": "Bucket" } },
        "Stages": [
          {
            "Name": "Source",
            "Actions": [{
              "Name": "Source", "ActionTypeId": { "Category": "Source", "Owner": "AWS", "Provider": "S3", "Version": "1" }, "OutputArtifacts": [{ "Name": "Source" }],
              "Configuration": { "S3Bucket": { "Ref": "Bucket" }, "S3ObjectKey": "source.zip", "PollForSourceChanges": "false" }
            }]
          },
          {
            "Name": "Watched",
            "BeforeEntry": { "Conditions": [{ "Result": "FAIL", "Rules": [{
              "Name": "entry", "RuleTypeId": { "Category": "Rule", "Owner": "AWS", "Provider": "CloudWatchAlarm", "Version": "1" },
              "Configuration": { "AlarmName": "spillway-unknowns-entry" }
            }] }] },
            "OnSuccess": { "Conditions": [{ "Result": "ROLLBACK", "Rules": [{
              "Name": "bake", "RuleTypeId": { "Category": "Rule", "Owner": "AWS", "Provider": "CloudWatchAlarm", "Version": "1" },
              "Configuration": { "AlarmName": "spillway-unknowns-bake", "WaitTime": "5" }
            }] }] },
            "Actions": [
              { "Name": "approve", "RunOrder": 1, "ActionTypeId": { "Category": "Approval", "Owner": "AWS", "Provider": "Manual", "Version": "1" } },
              {
                "Name": "deploy", "RunOrder": 2, "ActionTypeId": { "Category": "Deploy", "Owner": "AWS", "Provider": "S3", "Version": "1" },
                "InputArtifacts": [{ "Name": "Source" }], "Configuration": { "BucketName": { "Ref": "Bucket" }, "Extract": "false", "ObjectKey": "watched.zip" }
              }
            ]
          },
          {
            "Name": "Later",
            "OnSuccess": { "Conditions": [{ "Result": "FAIL", "Rules": [{
              "Name": "ask", "RuleTypeId": { "Category": "Rule", "Owner": "AWS", "Provider": "LambdaInvoke", "Version": "1" },
              "Configuration": { "FunctionName": { "Ref": "Function" }, "UserParameters": "#{codepipeline.PipelineExecutionId}" }
            }] }] },
            "Actions": [{
              "Name": "deploy", "ActionTypeId": { "Category": "Deploy", "Owner": "AWS", "Provider": "S3", "Version": "1" }, "InputArtifacts": [{ "Name": "Source" }],
              "Configuration": { "BucketName": { "Ref": "Bucket" }, "Extract": "false", "ObjectKey": "later.zip" }
            }]
          }
        ]
      }
    }
  },
  "Outputs": { "Bucket": { "Value": { "Ref": "Bucket" } } }
}
TEMPLATE

say() { printf '%s\n' "$*" >&2; }
answer() { printf '%-4s %s\n' "$1" "$2" | tee -a "$WORK/answers"; }
pipeline() { aws codepipeline "$@"; }
alarm() { aws cloudwatch set-alarm-state --alarm-name "spillway-unknowns-$1" --state-value "$2" --state-reason 'settling unknowns'; }

# what a stage says of its latest execution: status and id
stage() {
  pipeline get-pipeline-state --name $STACK --query "stageStates[?stageName=='$1'].latestExecution | [0].[status, pipelineExecutionId]" --output text
}

# the rules that were asked in an execution: name and status
rules() {
  pipeline list-rule-executions --pipeline-name $STACK --filter "pipelineExecutionId=$1" --query 'ruleExecutionDetails[].[ruleName, status]' --output text
}

# waits up to so many minutes for a command to print something that matches
until_seen() {
  local minutes=$1 pattern=$2 seen
  shift 2
  for ((i = 0; i < minutes * 6; i++)); do
    seen=$("$@" 2> /dev/null || true)
    if [[ $seen =~ $pattern ]]; then return 0; fi
    sleep 10
  done
  return 1
}

token() {
  pipeline get-pipeline-state --name $STACK --query "stageStates[?stageName=='Watched'].actionStates[] | [?actionName=='approve'].latestExecution | [0].token" --output text
}
answered() { pipeline put-approval-result --pipeline-name $STACK --stage-name Watched --action-name approve --result 'summary=go,status=Approved' --token "$(token)" > /dev/null; }
start() { pipeline start-pipeline-execution --name $STACK --query pipelineExecutionId --output text; }
type_of() { pipeline get-pipeline-execution --pipeline-name $STACK --pipeline-execution-id "$1" --query pipelineExecution.executionType --output text; }
rollback_of() {
  pipeline list-pipeline-executions --pipeline-name $STACK --query "pipelineExecutionSummaries[?executionType=='ROLLBACK'] | [0].pipelineExecutionId" --output text
}

cleanup() {
  if [ "$KEEP" = --keep ]; then say "kept: the stack $STACK, and $WORK"; return; fi
  say 'removing everything'
  aws cloudwatch delete-alarms --region "$SECOND_REGION" --alarm-names spillway-unknowns-abroad 2> /dev/null || true
  if [ -n "${BUCKET:-}" ]; then
    for kind in Versions DeleteMarkers; do
      aws s3api list-object-versions --bucket "$BUCKET" --query "$kind[].[Key, VersionId]" --output text 2> /dev/null | while read -r key version; do
        if [ "$key" != None ]; then aws s3api delete-object --bucket "$BUCKET" --key "$key" --version-id "$version" > /dev/null; fi
      done
    done
  fi
  aws cloudformation delete-stack --stack-name $STACK
  aws cloudformation wait stack-delete-complete --stack-name $STACK || say "look at the stack $STACK: it was not deleted"
  rm -rf "$WORK"
}
trap cleanup EXIT

say "making the stack $STACK in $REGION"
aws cloudformation deploy --stack-name $STACK --template-file "$WORK/template.json" --capabilities CAPABILITY_IAM
BUCKET=$(aws cloudformation describe-stacks --stack-name $STACK --query 'Stacks[0].Outputs[0].OutputValue' --output text)
printf 'PK\005\006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0' > "$WORK/source.zip"
aws s3 cp --only-show-errors "$WORK/source.zip" "s3://$BUCKET/source.zip"
alarm entry OK
alarm bake OK

say 'a good release: 10 minutes at most'
GOOD=$(start)
until_seen 5 "InProgress.$GOOD" stage Watched || true
until_seen 5 '.{8}' token
answered
until_seen 3 'bake' rules "$GOOD" || true
BEGAN=$SECONDS
until_seen 10 "(Succeeded|Failed).$GOOD" stage Watched || true
LASTED=$((SECONDS - BEGAN))
SEEN=$(rules "$GOOD")
if [[ $SEEN =~ entry.Succeeded ]] && [[ $SEEN =~ bake.Succeeded ]]; then
  answer 5 'alarms: cloudwatch:DescribeAlarms is enough for a CloudWatchAlarm rule'
else
  answer 5 "alarms: a rule did not succeed with cloudwatch:DescribeAlarms alone: $SEEN"
fi
if ((LASTED >= 240)); then answer 3 "WaitTime of 5 minutes watched for $LASTED seconds, with an alarm that was OK throughout"
else answer 3 "WaitTime of 5 minutes ENDED EARLY, after $LASTED seconds, since the alarm was OK"; fi

until_seen 10 "(Succeeded|Failed).$GOOD" stage Later || true
SEEN=$(rules "$GOOD")
if [[ $SEEN =~ ask.Succeeded ]]; then answer 5 'function: lambda:InvokeFunction is enough for a LambdaInvoke rule'
else answer 5 "function: the LambdaInvoke rule did not succeed: $SEEN"; fi
sleep 20
LOG=$(aws logs filter-log-events --log-group-name /spillway/unknowns --query 'events[].message' --output text)
answer 4 "the function of a rule was called with: $(grep -o 'ASKED .*' <<< "$LOG" | head -n 1)"
answer 4 "the variable in its parameters became: $(grep -o 'PARAMETERS .*' <<< "$LOG" | head -n 1) (the execution is $GOOD)"

say 'a bad release: both alarms fire while it bakes'
BAD=$(start)
until_seen 5 "InProgress.$BAD" stage Watched || true
until_seen 5 '.{8}' token
answered
until_seen 5 'bake' rules "$BAD" || true
alarm entry ALARM
alarm bake ALARM
if until_seen 8 '.{8}-' rollback_of; then
  BACK=$(rollback_of)
  sleep 60
  SEEN=$(rules "$BACK")
  if [[ $SEEN =~ entry.(Failed|Errored) ]]; then answer 1a 'a rollback IS kept out by the condition on entry'
  elif [[ $SEEN =~ entry ]]; then answer 1a "a rollback asks the condition on entry: $SEEN"
  else answer 1a 'a rollback does not ask the condition on entry'; fi
  alarm entry OK
  alarm bake OK
  if until_seen 2 '.{8}' token; then
    answer 1b 'a rollback ASKS for the approval again'
    answered || true
  else
    answer 1b 'a rollback does not ask for the approval again'
  fi
  until_seen 10 "(Succeeded|Failed).$BACK" stage Watched || true
  sleep 60
  if [[ $(stage Later) =~ $BACK ]]; then answer 1c 'a rollback of a stage GOES ON to the next one'; else answer 1c 'a rollback of a stage ends with it'; fi
  if [[ $(rules "$BACK") =~ bake ]]; then answer 1d 'a rollback is asked the condition on success'; else answer 1d 'a rollback is not asked the condition on success'; fi
else
  answer 1 "nothing was rolled back within eight minutes of the alarm: $(rules "$BAD")"
fi

say 'the same definition once more'
pipeline get-pipeline --name $STACK --query pipeline --output json > "$WORK/pipeline.json"
VERSION=$(pipeline update-pipeline --pipeline "file://$WORK/pipeline.json" --query pipeline.version --output text)
if REFUSED=$(pipeline rollback-stage --pipeline-name $STACK --stage-name Later --target-pipeline-execution-id "$GOOD" 2>&1); then
  answer 8 "an equal definition (now version $VERSION) keeps the targets of rollbacks"
else
  answer 8 "after an equal definition (now version $VERSION) a rollback is refused: $REFUSED"
fi

say 'limits: what is taken at all'
for minutes in 1440 2880 10080 86400; do
  sed "s/\"WaitTime\": \"5\"/\"WaitTime\": \"$minutes\"/" "$WORK/pipeline.json" > "$WORK/longer.json"
  if REFUSED=$(pipeline update-pipeline --pipeline "file://$WORK/longer.json" 2>&1 > /dev/null); then answer 2 "WaitTime of $minutes minutes is taken"
  else answer 2 "WaitTime of $minutes minutes is refused: $REFUSED"; break; fi
done
answer 2 'how long a rule really waits takes as long to see: declare a window that is closed for a week, and look at the stage'

aws cloudwatch put-metric-alarm --region "$SECOND_REGION" --alarm-name spillway-unknowns-abroad --namespace Spillway/Unknowns --metric-name Abroad \
  --statistic Sum --period 60 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanThreshold --treat-missing-data ignore
sed -e "s/\"AlarmName\": \"spillway-unknowns-bake\"/\"AlarmName\": \"spillway-unknowns-abroad\"/" \
  -e "s/\"name\": \"bake\",/\"name\": \"bake\", \"region\": \"$SECOND_REGION\",/" "$WORK/pipeline.json" > "$WORK/abroad.json"
if REFUSED=$(pipeline update-pipeline --pipeline "file://$WORK/abroad.json" 2>&1 > /dev/null); then answer 6 'a rule in another Region needs no artifact store there'
else answer 6 "a rule in another Region is refused without an artifact store there: $REFUSED"; fi
if [ -n "$READER_ROLE_ARN" ] && [ -n "$ALARM_ARN" ]; then
  sed -e "s#\"AlarmName\": \"spillway-unknowns-bake\"#\"AlarmName\": \"${ALARM_ARN##*:}\"#" \
    -e "s#\"name\": \"bake\",#\"name\": \"bake\", \"roleArn\": \"$READER_ROLE_ARN\",#" "$WORK/pipeline.json" > "$WORK/reader.json"
  if REFUSED=$(pipeline update-pipeline --pipeline "file://$WORK/reader.json" 2>&1 > /dev/null); then
    answer 6 'a rule with a role of another account is taken; let the pipeline role assume it, start an execution, and see list-rule-executions'
  else
    answer 6 "a rule with a role of another account is refused: $REFUSED"
  fi
else
  answer 6 'another account: not asked, set ALARM_ARN and READER_ROLE_ARN'
fi
answer 7 'look at Cost Explorer tomorrow: minutes of actions of CodePipeline in this Region. The actions took about one; the conditions took about ten'

say ''
say 'What was seen, by the numbers of docs/aws-unknowns.md:'
cat "$WORK/answers" >&2
