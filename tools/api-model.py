"""Writes test/support/verify/botocore.json: what the services' own API models (enums, bounds, patterns, required members)
say about the resources that are verified, out of the PyPI package botocore.

    pip install botocore==1.43.107 && python3 tools/api-model.py
"""
import json
import pathlib

import botocore
from botocore.loaders import Loader

# CloudFormation type -> service, shape of the request that makes such a resource
ROOTS = {
    'AWS::AppConfig::ConfigurationProfile': ('appconfig', 'CreateConfigurationProfileRequest'),
    'AWS::AppConfig::DeploymentStrategy': ('appconfig', 'CreateDeploymentStrategyRequest'),
    'AWS::AppConfig::Environment': ('appconfig', 'CreateEnvironmentRequest'),
    'AWS::CloudWatch::Alarm': ('cloudwatch', 'PutMetricAlarmInput'),
    'AWS::CloudWatch::CompositeAlarm': ('cloudwatch', 'PutCompositeAlarmInput'),
    'AWS::CodeBuild::Project': ('codebuild', 'CreateProjectInput'),
    'AWS::CodeDeploy::DeploymentConfig': ('codedeploy', 'CreateDeploymentConfigInput'),
    'AWS::CodeDeploy::DeploymentGroup': ('codedeploy', 'CreateDeploymentGroupInput'),
    'AWS::CodePipeline::Pipeline': ('codepipeline', 'PipelineDeclaration'),
    'AWS::ECS::Service': ('ecs', 'CreateServiceRequest'),
    'AWS::ECS::TaskDefinition': ('ecs', 'RegisterTaskDefinitionRequest'),
    'AWS::Events::Rule': ('events', 'PutRuleRequest'),
    'AWS::Lambda::Alias': ('lambda', 'CreateAliasRequest'),
    'AWS::Lambda::Function': ('lambda', 'CreateFunctionRequest'),
    'AWS::SNS::Subscription': ('sns', 'SubscribeInput'),
    'AWS::SNS::Topic': ('sns', 'CreateTopicInput'),
    'AWS::SSM::Document': ('ssm', 'CreateDocumentRequest'),
    'AWS::SSM::Parameter': ('ssm', 'PutParameterRequest'),
    'AWS::Scheduler::Schedule': ('scheduler', 'CreateScheduleInput'),
    'AWS::StepFunctions::StateMachine': ('stepfunctions', 'CreateStateMachineInput'),
}
# members that CloudFormation has in the same resource and the API in a request of its own
ADDED = {('events', 'PutRuleRequest'): {'Targets': 'TargetList'}}
BOUNDS = ('enum', 'min', 'max', 'pattern')
TARGET = pathlib.Path(__file__).parent.parent / 'test/support/verify/botocore.json'


def collect(service, model, name, found):
    """Adds a shape and all it refers to; one that says nothing of a value is left out and so is what refers only to such."""
    if name in found:
        return
    shape = model['shapes'][name]
    kept = found[name] = {key: shape[key] for key in BOUNDS if key in shape}
    kept['type'] = shape['type']
    if shape['type'] == 'structure':
        members = {member: ref['shape'] for member, ref in shape['members'].items()}
        members.update(ADDED.get((service, name), {}))
        kept['members'] = members
        if shape.get('required'):
            kept['required'] = shape['required']
        references = members.values()
    elif shape['type'] == 'list':
        kept['member'] = shape['member']['shape']
        references = [kept['member']]
    elif shape['type'] == 'map':
        kept['key'], kept['value'] = shape['key']['shape'], shape['value']['shape']
        references = [kept['key'], kept['value']]
    else:
        references = []
    for reference in references:
        collect(service, model, reference, found)


def prune(shapes):
    """Leaves out members whose shapes, all the way down, bound nothing."""
    def bounds(name, above=()):
        shape = shapes[name]
        if name in above:
            return False
        inner = [*shape.get('members', {}).values(), *(shape[key] for key in ('member', 'key', 'value') if key in shape)]
        return any(key in shape for key in (*BOUNDS, 'required')) or any(bounds(ref, (*above, name)) for ref in inner)

    speaking = {name for name in shapes if bounds(name)}
    for name in speaking:
        if 'members' in shapes[name]:
            shapes[name]['members'] = {member: ref for member, ref in shapes[name]['members'].items() if ref in speaking}
        for key in ('member', 'key', 'value'):
            if shapes[name].get(key) not in speaking:
                shapes[name].pop(key, None)
    return {name: shapes[name] for name in sorted(speaking)}


def main():
    loader, services = Loader(), {}
    for service, root in sorted(set(ROOTS.values())):
        model = loader.load_service_model(service, 'service-2')
        collect(service, model, root, services.setdefault(service, {}))
    document = {
        'source': f'botocore {botocore.__version__} (PyPI), data/<service>/service-2.json, Apache-2.0; written by tools/api-model.py',
        'roots': {kind: {'service': service, 'shape': shape} for kind, (service, shape) in ROOTS.items()},
        'services': {service: prune(shapes) for service, shapes in services.items()},
    }
    # one shape a line: a new version shows as the shapes it changed
    lines = ['{', f' "source": {json.dumps(document["source"])},', f' "roots": {json.dumps(document["roots"])},', ' "services": {']
    for i, (service, shapes) in enumerate(document['services'].items()):
        lines.append(f'  "{service}": {{')
        lines.append(',\n'.join(f'   "{name}": {json.dumps(shape, sort_keys=True)}' for name, shape in shapes.items()))
        lines.append('  }' + (',' if i < len(document['services']) - 1 else ''))
    TARGET.write_text('\n'.join([*lines, ' }', '}', '']))


if __name__ == '__main__':
    main()
