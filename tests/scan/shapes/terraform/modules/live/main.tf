module "cis" {
  source   = "../filter"
  for_each = toset(["prod", "dev"])

  log_group = "trail-${each.key}"
  patterns = {
    policies = "{ $.eventName = PutGroupPolicy }"
  }
}

module "single" {
  source    = "../filter"
  log_group = "single"
  patterns  = { keys = local.keys }
  service   = "kms.amazonaws.com"
}

locals {
  keys = "{ $.eventName = DisableKey }"
}

module "elsewhere" {
  source  = "terraform-aws-modules/cloudwatch/aws//modules/log-metric-filter"
  version = "~> 5.0"

  log_group_name = "single"
  pattern        = "{ $.level = error }"
}
