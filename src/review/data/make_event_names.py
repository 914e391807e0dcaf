#!/usr/bin/env python3
"""Writes event_names.txt, the names that CloudTrail gives to events, from the API models of botocore.

    make_event_names.py DATE > event_names.txt

CloudTrail names an event after the API operation, and its source after the service's endpoint: `signingName`
or `endpointPrefix` of the model, and `.amazonaws.com`. Where it does otherwise the tables below say so: RENAMED from the
service's page on CloudTrail, ADDED from records and from the controls. botocore must be importable.
"""
import gzip
import json
import pathlib
import re
import sys

import botocore

# Services that filters watch. Of the others only the source is written: its names are neither known nor wrong.
SERVICES = """
accessanalyzer account acm acm-pca apigateway apigatewayv2 application-autoscaling appsync athena auditmanager autoscaling
backup batch bedrock budgets ce cloudformation cloudfront cloudhsmv2 cloudtrail cloudwatch codeartifact codebuild
codecommit codedeploy codepipeline cognito-identity cognito-idp config dax detective directconnect dms ds dynamodb ec2
ecr ecs efs eks elasticache elasticbeanstalk elb elbv2 emr es events firehose fms fsx glacier globalaccelerator glue
guardduty iam identitystore inspector2 kafka kinesis kms lakeformation lambda lightsail logs macie2 mq
network-firewall opensearch organizations ram rds redshift resource-groups route53 route53domains route53resolver s3
s3control sagemaker secretsmanager securityhub servicecatalog ses sesv2 shield signer sns sqs ssm sso-admin
stepfunctions storagegateway sts transfer waf waf-regional wafv2 workspaces xray
""".split()

# Service, where its events do not name the endpoint of the model.
SOURCES = {
    'accessanalyzer': 'access-analyzer', 'autoscaling': 'autoscaling', 'cloudhsmv2': 'cloudhsm',
    'application-autoscaling': 'application-autoscaling', 'cloudwatch': 'monitoring', 'ce': 'ce',
    'detective': 'detective', 'ecr': 'ecr', 'efs': 'elasticfilesystem', 'elb': 'elasticloadbalancing',
    'elbv2': 'elasticloadbalancing', 'emr': 'elasticmapreduce', 'opensearch': 'es', 's3control': 's3',
    'sagemaker': 'sagemaker', 'ses': 'ses', 'sesv2': 'ses', 'sso-admin': 'sso', 'stepfunctions': 'states',
}

# API operation or IAM action -> what CloudTrail calls it. S3: "Amazon S3 CloudTrail events" of its user guide;
# Lambda: "Logging Lambda API calls using CloudTrail" of its developer guide.
RENAMED = {
    's3': {
        'DeleteBucketLifecycleConfiguration': 'DeleteBucketLifecycle',
        'DeleteLifecycleConfiguration': 'DeleteBucketLifecycle',
        'DeletePublicAccessBlock': 'DeleteBucketPublicAccessBlock',
        'DeleteReplicationConfiguration': 'DeleteBucketReplication',
        'GetBucketAccelerateConfiguration': 'GetAccelerateConfiguration',
        'GetBucketLifecycleConfiguration': 'GetBucketLifecycle',
        'GetBucketNotificationConfiguration': 'GetBucketNotification',
        'GetEncryptionConfiguration': 'GetBucketEncryption',
        'GetLifecycleConfiguration': 'GetBucketLifecycle',
        'GetObjectLockConfiguration': 'GetBucketObjectLockConfiguration',
        'GetPublicAccessBlock': 'GetBucketPublicAccessBlock',
        'GetReplicationConfiguration': 'GetBucketReplication',
        'PutBucketAccelerateConfiguration': 'PutAccelerateConfiguration',
        'PutBucketLifecycleConfiguration': 'PutBucketLifecycle',
        'PutBucketNotificationConfiguration': 'PutBucketNotification',
        'PutEncryptionConfiguration': 'PutBucketEncryption',
        'PutLifecycleConfiguration': 'PutBucketLifecycle',
        'PutObjectLockConfiguration': 'PutBucketObjectLockConfiguration',
        'PutPublicAccessBlock': 'PutBucketPublicAccessBlock',
        'PutReplicationConfiguration': 'PutBucketReplication',
    },
    'lambda': {
        'AddPermission': 'AddPermission20150331v2',
        'CreateEventSourceMapping': 'CreateEventSourceMapping20150331',
        'CreateFunction': 'CreateFunction20150331',
        'DeleteEventSourceMapping': 'DeleteEventSourceMapping20150331',
        'DeleteFunction': 'DeleteFunction20150331',
        'RemovePermission': 'RemovePermission20150331v2',
        'UpdateEventSourceMapping': 'UpdateEventSourceMapping20150331',
        'UpdateFunctionCode': 'UpdateFunctionCode20150331v2',
        'UpdateFunctionConfiguration': 'UpdateFunctionConfiguration20150331v2',
    },
}

# Of no API operation: sign-in, deprecated operations, actions of the console.
ADDED = {
    'signin': 'CheckMfa ConsoleLogin CredentialChallenge CredentialVerification ExitRole PasswordRecoveryCompleted '
              'PasswordRecoveryRequested RenewRole SwitchRole UserAuthentication EmailUpdated PasswordUpdated',
    's3': 'PutAccountPublicAccessBlock GetAccountPublicAccessBlock DeleteAccountPublicAccessBlock',
    'sso': 'Authenticate Federate Logout',
}


def models():
    return pathlib.Path(botocore.__file__).parent / 'data'


def operations(service):
    folder = models() / service
    newest = sorted(folder.iterdir())[-1]
    with gzip.open(newest / 'service-2.json.gz') as stream:
        model = json.load(stream)
    # CloudFront's operations carry the version of the API, its events do not.
    names = {re.sub(r'\d{4}_\d{2}_\d{2}$', '', name) for name in model['operations']}
    prefix = model['metadata']['endpointPrefix']
    return SOURCES.get(service, prefix), names


def main(date):
    names = {}
    for path in models().glob('*/*/service-2.json.gz'):
        service = path.parts[-3]
        source, found = operations(service)
        names.setdefault(source, set()).update(found if service in SERVICES else ())
    for source, found in ADDED.items():
        names.setdefault(source, set()).update(found.split())
    for source, renamed in RENAMED.items():
        names[source] |= set(renamed.values())
        names[source] -= {old for old, new in renamed.items() if old != new}
    print(f'# Names of CloudTrail events: from the API models of botocore {botocore.__version__}, {date},')
    print('# by make_event_names.py. A line is a source and its names, `old>new` where an API operation is logged')
    print('# under another name; a source alone: its names are not listed.')
    for source in sorted(names):
        words = sorted(names[source]) + [f'{old}>{new}' for old, new in sorted(RENAMED.get(source, {}).items())
                                         if old != new]
        print(f'{source}.amazonaws.com', *words)


if __name__ == '__main__':
    main(sys.argv[1])
