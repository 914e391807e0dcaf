variable "metrics" {
  description = "What to count"
  type = list(object({
    name    = string
    pattern = string
  }))
  default = [
    {
      name    = "iam"
      pattern = "{ ($.eventName = PutUserPolicy) || ($.eventName = AttachRolePolicy) }"
    },
    { name = "mfa", pattern = "{ $.eventName = DeactivateMFADevice }" },
  ]
}

variable "extra" {
  type    = map(any)
  default = { keys = "{ $.eventName = CreateAccessKey }" }
}
