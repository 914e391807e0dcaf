resource "aws_sfn_state_machine" "remediate" {
  name     = "remediate"
  role_arn = var.role_arn

  definition = <<JSON
{
  "StartAt": "Which",
  "States": {
    "Which": {
      "Type": "Choice",
      "Choices": [{ "Variable": "$.detail.eventName", "StringEquals": "PutBucketAcl", "Next": "Fix" }]
    },
    "Fix": { "Type": "Task", "Resource": "${var.role_arn}", "InputPath": "$.detail", "End": true }
  }
}
JSON
}

resource "aws_cloudwatch_event_target" "notify" {
  rule = "policy-changes"
  arn  = var.role_arn
  input_transformer {
    input_paths    = { who = "$.detail.userIdentity.arn" }
    input_template = "{\"who\": \"<who>\", \"path\": \"$.detail\"}"
  }
}

resource "aws_cloudwatch_log_metric_filter" "policy" {
  name           = "policy"
  pattern        = "{ $.eventName = PutBucketAcl }"
  log_group_name = "trail"
  metric_transformation {
    name      = "Policy"
    namespace = "CIS"
    value     = "1"
  }
}

variable "role_arn" {
  type = string
}
