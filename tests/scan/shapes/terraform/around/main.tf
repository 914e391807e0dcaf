resource "aws_cloudwatch_event_rule" "not_a_filter" {
  name          = "deletes"
  event_pattern = jsonencode({ source = ["aws.s3"], detail = { eventName = ["DeleteBucket"] } })
}

resource "aws_cloudwatch_event_target" "with_paths" {
  rule = aws_cloudwatch_event_rule.not_a_filter.name
  arn  = "arn:aws:sns:eu-west-1:111122223333:alerts"
  input_transformer {
    input_paths    = { who = "$.detail.userIdentity.arn" }
    input_template = "\"<who> deleted a bucket\""
  }
}

resource "aws_cloudwatch_log_metric_filter" "nested" {
  name           = "nested"
  log_group_name = "trail"

  dynamic "metric_transformation" {
    for_each = ["Nested"]
    content {
      name      = metric_transformation.value
      namespace = "CIS"
      value     = "1"
    }
  }

  lifecycle {
    ignore_changes = [metric_transformation]
  }
  pattern = (
    "{ $.requestParameters.ipPermissions.items[0].ipRanges.items[0].cidrIp = \"0.0.0.0/0\" }"
  )
}

check "has_filter" {
  assert {
    condition     = aws_cloudwatch_log_metric_filter.nested.pattern != ""
    error_message = "{ $.x } is no message, but looks like a pattern: { $.y }"
  }
}
