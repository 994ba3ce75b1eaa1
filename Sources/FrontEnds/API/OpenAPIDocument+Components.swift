extension OpenAPIDocument {
    static let securitySchemes = #"""
        {
          "basic": {
            "type": "http",
            "scheme": "basic",
            "description": "Account name (with or without DOMAIN\\) or user principal name, UTF-8."
          },
          "clientCertificate": {
            "type": "mutualTLS",
            "description": "A certificate of this installation with client authentication, issued, unexpired and not revoked. Asked \#
        for, not demanded, in the TLS handshake; checked at every request."
          }
        }
        """#

    static let parameters = #"""
        {
          "ca": {
            "name": "ca",
            "in": "path",
            "required": true,
            "description": "Common name or sanitized name of the CA, percent-encoded.",
            "schema": {"type": "string"}
          },
          "account": {
            "name": "name",
            "in": "path",
            "required": true,
            "description": "Account name, with or without DOMAIN\\, or user principal name, percent-encoded; compared without case.",
            "schema": {"type": "string"}
          },
          "group": {
            "name": "group",
            "in": "path",
            "required": true,
            "description": "Name of a group, percent-encoded; compared without case.",
            "schema": {"type": "string"}
          },
          "requestId": {"name": "requestId", "in": "path", "required": true, "schema": {"type": "integer"}},
          "serial": {
            "name": "serial",
            "in": "path",
            "required": true,
            "description": "Hexadecimal serial number.",
            "schema": {"type": "string"}
          }
        }
        """#

    static let responses = #"""
        {
          "Malformed": {
            "description": "Body, path or query cannot be read: what and where. No row was made.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "SignInRequired": {
            "description": "No credential, or a wrong one.",
            "headers": {
              "X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}},
              "WWW-Authenticate": {"schema": {"type": "string"}}
            },
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Forbidden": {
            "description": "The caller has no right to this call.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "NotFound": {
            "description": "Unknown CA, property or template; or an absent row, or somebody else's.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "WrongMethod": {
            "description": "The path does not take this method.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}, "Allow": {"schema": {"type": "string"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Conflict": {
            "description": "The row is not in a state that allows this, or somebody else acted first.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "TooLarge": {
            "description": "The body is longer than 1 MiB.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "BackOff": {
            "description": "Too many failed sign-ins, or more requests that were not issued than an account may leave behind in an hour.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}, "Retry-After": {"schema": {"type": \#
        "integer"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          },
          "Unavailable": {
            "description": "The CA cannot serve now.",
            "headers": {"X-Correlation-Id": {"schema": {"type": "string", "format": "uuid"}}, "Retry-After": {"schema": {"type": \#
        "integer"}}},
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
          }
        }
        """#
}
