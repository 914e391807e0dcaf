resource "aws_cloudwatch_log_metric_filter" "root" {
  name           = "root"
  log_group_name = "trail"
  pattern        = "{ $.userIdentity.type = Root && $.userIdentity.invokedBy NOT EXISTS && $.eventType != AwsServiceEvent }"
}

resource "aws_cloudwatch_log_metric_filter" "routes" {
  name           = "routes"
  log_group_name = "trail"
  pattern        = "{ $.eventSource = ec2.amazonaws.com && ($.eventName = CreateRoute || $.eventName = CreateRouteTable || $.eventName = ReplaceRoute || $.eventName = ReplaceRouteTableAssociation || $.eventName = DeleteRouteTable || $.eventName = DeleteRoute || $.eventName = DisassociateRouteTable) }"
}

resource "aws_cloudwatch_log_metric_filter" "s3" {
  name           = "s3"
  log_group_name = "trail"
  pattern        = "{ $.eventSource = s3.amazonaws.com && ($.eventName = PutBucketAcl || $.eventName = PutBucketPolicy || $.eventName = PutBucketCors || $.eventName = PutBucketReplication || $.eventName = DeleteBucketPolicy || $.eventName = DeleteBucketCors) }"
}

resource "aws_cloudwatch_log_metric_filter" "own" {
  name           = "own"
  log_group_name = "trail"
  pattern        = "{ $.eventName = RunInstances }"
}

resource "aws_cloudwatch_log_metric_filter" "denied" {
  name           = "denied"
  log_group_name = "trail"
  pattern        = "{ $.errorCode = AccessDenied* || $.errorCode = *UnauthorizedOperation }"
}
