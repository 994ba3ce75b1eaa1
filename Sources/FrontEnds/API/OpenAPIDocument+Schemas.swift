extension OpenAPIDocument {
    static let schemas = #"""
        {
          "Authority": {
            "type": "object",
            "required": ["name", "sanitizedName", "configString", "certificate", "chain", "singleOperator"],
            "properties": {
              "name": {"type": "string"},
              "sanitizedName": {"type": "string"},
              "configString": {"type": "string", "description": "host[:port]\\name"},
              "certificate": {"type": "string", "description": "PEM."},
              "chain": {"type": "array", "items": {"type": "string"}, "description": "PEM of the issuers, up to and with the root."},
              "singleOperator": {"type": "boolean", "description": "One person may request and approve here."}
            }
          },
          "Submit": {
            "type": "object",
            "required": ["request"],
            "additionalProperties": false,
            "properties": {
              "request": {"type": "string", "description": "The request as PEM with any label, or base64 with any wrapping."},
              "format": {"type": "string", "description": "Found out when absent.", "enum": ["pkcs10", "pkcs7", "cmc", "keygen"]},
              "attributes": {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": "Request attributes, e.g. CertificateTemplate."
              },
              "submissionKey": {
                "type": "string",
                "description": "Chosen by the caller, unique per CA and caller: a repeat returns the first result.",
                "minLength": 1,
                "maxLength": 128
              },
              "fullResponse": {"type": "boolean", "default": false}
            }
          },
          "Disposition": {
            "type": "object",
            "required": ["requestId", "disposition", "dispositionCode", "status", "message"],
            "properties": {
              "requestId": {"type": "integer"},
              "disposition": {
                "type": "string",
                "enum": ["incomplete", "error", "denied", "issued", "issuedOutOfBand", "pending", "revoked", "other"]
              },
              "dispositionCode": {"type": "integer", "description": "CR_DISP number: 1 error, 2 denied, 3 issued, 5 pending."},
              "status": {"type": "string", "description": "HRESULT.", "pattern": "^0x[0-9a-f]{8}$"},
              "message": {"type": "string"},
              "certificate": {"type": "string", "description": "PEM."},
              "chain": {"type": "array", "items": {"type": "string"}, "description": "PEM of the issuers, up to and with the root."},
              "fullResponse": {"type": "string", "description": "Base64 of a CMC full response."},
              "reason": {"$ref": "#/components/schemas/Reason"}
            }
          },
          "Reason": {
            "type": "object",
            "required": ["rule", "field", "value", "remedy"],
            "properties": {"rule": {"type": "string"}, "field": {"type": "string"}, "value": {"type": "string"}, "remedy": {"type": \#
        "string"}}
          },
          "RequestRow": {
            "type": "object",
            "required": [
              "requestId",
              "disposition",
              "storedDisposition",
              "status",
              "message",
              "requesterName",
              "callerName",
              "submittedWhen",
              "subject"
            ],
            "properties": {
              "requestId": {"type": "integer"},
              "disposition": {"type": "string"},
              "storedDisposition": {"type": "integer", "description": "DB_DISP number."},
              "status": {"type": "string"},
              "message": {"type": "string"},
              "requesterName": {"type": "string"},
              "callerName": {"type": "string"},
              "template": {"type": "string"},
              "submittedWhen": {"type": "string", "format": "date-time"},
              "resolvedWhen": {"type": "string", "format": "date-time"},
              "subject": {"type": "string"},
              "serialNumber": {"type": "string"},
              "notAfter": {"type": "string", "format": "date-time"},
              "columns": {"type": "object", "additionalProperties": {"type": ["string", "integer"]}, "description": "Only in a record."}
            }
          },
          "Certificate": {
            "type": "object",
            "required": ["requestId", "serialNumber", "certificate", "subject", "requesterName", "notBefore", "notAfter"],
            "properties": {
              "requestId": {"type": "integer"},
              "serialNumber": {"type": "string", "description": "Lower-case hexadecimal."},
              "certificate": {"type": "string", "description": "PEM."},
              "subject": {"type": "string"},
              "requesterName": {"type": "string"},
              "template": {"type": "string"},
              "notBefore": {"type": "string", "format": "date-time"},
              "notAfter": {"type": "string", "format": "date-time"},
              "revokedWhen": {"type": "string", "format": "date-time"},
              "revocationReason": {"type": "string"}
            }
          },
          "RevocationList": {
            "type": "object",
            "required": ["key", "address", "entries", "uncovered", "keyIsOpen"],
            "properties": {
              "key": {"type": "integer", "description": "The key index of the CA version extension."},
              "address": {"type": "string", "description": "Where everybody fetches it."},
              "number": {"type": "integer"},
              "thisUpdate": {"type": "string", "format": "date-time"},
              "nextUpdate": {"type": "string", "format": "date-time"},
              "entries": {"type": "integer"},
              "uncovered": {"type": "integer", "description": "Revocations and releases that it does not show."},
              "keyIsOpen": {"type": "boolean", "description": "Whether the next list can be signed without a passphrase."},
              "warning": {"type": "string"}
            }
          },
          "Publication": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "passphrase": {
                "type": "string",
                "description": "Opens a key that is kept away, for this call alone. Taken from loopback only; neither stored nor logged."
              }
            }
          },
          "Revoke": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "revokeAuthority": {
                "type": "boolean",
                "description": "Says that the certificate of a certification authority is meant. Without it such a certificate is not revoked (409)."
              },
              "reason": {
                "type": "string",
                "description": "RFC 5280 §5.3.1; unspecified when absent.",
                "enum": [
                  "unspecified",
                  "keyCompromise",
                  "caCompromise",
                  "affiliationChanged",
                  "superseded",
                  "cessationOfOperation",
                  "certificateHold",
                  "removeFromCRL",
                  "privilegeWithdrawn",
                  "aaCompromise"
                ]
              }
            }
          },
          "Property": {
            "type": "object",
            "required": ["id", "name", "type", "indexed", "value"],
            "properties": {
              "id": {"type": "integer"},
              "name": {"type": "string"},
              "type": {"type": "string", "enum": ["long", "date", "binary", "string"]},
              "indexed": {"type": "boolean"},
              "value": {"type": ["string", "integer"], "description": "Binary is base64 of DER, a date is ISO 8601 in UTC."}
            }
          },
          "Template": {
            "type": "object",
            "required": [
              "name",
              "displayName",
              "oid",
              "schemaVersion",
              "majorVersion",
              "minorVersion",
              "flags",
              "nameFlags",
              "enrollmentFlags",
              "privateKeyFlags",
              "minimumKeySize",
              "minimumCurveBits",
              "keySpec",
              "keyUsage",
              "validitySeconds",
              "overlapSeconds",
              "extendedKeyUsage",
              "criticalExtensions",
              "authorizedSignatures",
              "acceptsSHA1ProofOfPossession",
              "access",
              "version"
            ],
            "properties": {
              "name": {"type": "string"},
              "displayName": {"type": "string"},
              "oid": {"type": "string"},
              "schemaVersion": {"type": "integer"},
              "majorVersion": {"type": "integer"},
              "minorVersion": {"type": "integer"},
              "flags": {"type": "integer", "description": "MS-CRTD 2.4."},
              "nameFlags": {"type": "integer", "description": "MS-CRTD 2.28."},
              "enrollmentFlags": {"type": "integer", "description": "MS-CRTD 2.26."},
              "privateKeyFlags": {"type": "integer", "description": "MS-CRTD 2.27."},
              "minimumKeySize": {"type": "integer", "description": "Bits of an RSA modulus."},
              "minimumCurveBits": {"type": "integer"},
              "acceptedCurves": {
                "type": "array",
                "items": {
                  "type": "string", "enum": ["p256", "p384", "p521", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"]
                },
                "description": "The curves an elliptic key may be on; absent means those of NIST."
              },
              "keySpec": {"type": "integer"},
              "keyUsage": {"type": "integer", "description": "Bit n of RFC 5280 §4.2.1.3 is 1 << n."},
              "validitySeconds": {"type": "integer"},
              "overlapSeconds": {"type": "integer"},
              "extendedKeyUsage": {"type": "array", "items": {"type": "string"}},
              "criticalExtensions": {"type": "array", "items": {"type": "string"}},
              "pathLength": {"type": "integer"},
              "authorizedSignatures": {"type": "integer"},
              "acceptsSHA1ProofOfPossession": {"type": "boolean"},
              "access": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": ["trustee", "rights", "deny"],
                  "properties": {
                    "trustee": {"type": "string", "description": "SID."},
                    "rights": {
                      "type": "integer",
                      "description": "Bits: 1 read, 2 enroll, 4 autoenroll, 8 issue and manage, 16 manage the CA, 32 audit."
                    },
                    "deny": {"type": "boolean"}
                  }
                }
              },
              "version": {"type": "integer"}
            }
          },
          "Principal": {
            "type": "object",
            "required": ["id", "kind", "name", "domain", "sid", "commonName", "displayName", "distinguishedName", "groups", "enabled"],
            "properties": {
              "id": {"type": "string", "format": "uuid"},
              "kind": {"type": "string", "enum": ["user", "machine", "service", "group"]},
              "name": {"type": "string"},
              "domain": {"type": "string"},
              "sid": {"type": "string"},
              "commonName": {"type": "string"},
              "displayName": {"type": "string"},
              "mail": {"type": "string"},
              "upn": {"type": "string"},
              "dns": {"type": "string"},
              "distinguishedName": {"type": "string", "description": "RFC 4514."},
              "groups": {"type": "array", "items": {"type": "string"}, "description": "SIDs."},
              "enabled": {"type": "boolean"}
            }
          },
          "NewPrincipal": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": false,
            "properties": {
              "name": {"type": "string", "minLength": 1, "maxLength": 64},
              "kind": {"type": "string", "enum": ["user", "machine"], "default": "user"},
              "commonName": {"type": "string"},
              "displayName": {"type": "string"},
              "mail": {"type": "string"},
              "upn": {"type": "string", "description": "name@suffix of the directory when absent."},
              "dns": {"type": "string"},
              "groups": {"type": "array", "items": {"type": "string"}, "description": "Names of existing groups; Users or Machines is \#
        added."},
              "password": {"type": "string", "description": "None: no sign-in with a password.", "writeOnly": true, "minLength": 1}
            }
          },
          "PrincipalUpdate": {
            "type": "object",
            "additionalProperties": false,
            "description": "Any subset. What is absent stays, null clears.",
            "properties": {
              "enabled": {"type": "boolean"},
              "mail": {"type": ["string", "null"], "maxLength": 255},
              "upn": {"type": ["string", "null"], "description": "Users only.", "maxLength": 254},
              "dns": {"type": ["string", "null"], "description": "Machines only: begins with the account's name and lies in the domain.", \#
        "maxLength": 253},
              "displayName": {"type": ["string", "null"], "maxLength": 256}
            }
          },
          "Password": {
            "type": "object",
            "required": ["password"],
            "additionalProperties": false,
            "properties": {
              "password": {"type": "string", "writeOnly": true, "minLength": 1},
              "oldPassword": {"type": "string", "description": "Needed for the caller's own account.", "writeOnly": true}
            }
          },
          "NewGroup": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": false,
            "properties": {
              "name": {"type": "string", "minLength": 1, "maxLength": 64},
              "displayName": {"type": "string", "maxLength": 256}
            }
          },
          "Settings": {
            "type": "object",
            "required": ["singleOperator", "crlPeriodSeconds", "crlValiditySeconds", "publicAddress", "unissuedPerHour"],
            "properties": {
              "singleOperator": {"type": "boolean", "description": "One person may request and approve."},
              "crlPeriodSeconds": {"type": "integer", "description": "From one revocation list to the next."},
              "crlValiditySeconds": {"type": "integer", "description": "How long a list is valid; at least its period."},
              "publicAddress": {"type": "string", "description": "What CRL and CA certificate URLs in new certificates begin with."},
              "unissuedPerHour": {"type": "integer", "description": "Denied and pending requests one account may leave behind in an hour."}
            }
          },
          "SettingsUpdate": {
            "type": "object",
            "additionalProperties": false,
            "description": "Any subset. What is absent stays.",
            "properties": {
              "singleOperator": {"type": "boolean"},
              "crlPeriodSeconds": {"type": "integer", "minimum": 60, "maximum": 31622400},
              "crlValiditySeconds": {"type": "integer", "minimum": 60, "maximum": 63244800},
              "publicAddress": {"type": "string", "pattern": "^http://", "maxLength": 1024},
              "unissuedPerHour": {"type": "integer", "minimum": 1, "maximum": 1000000}
            }
          },
          "Problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail", "code"],
            "properties": {
              "type": {"type": "string"},
              "title": {"type": "string"},
              "status": {"type": "integer"},
              "detail": {"type": "string", "description": "What, why, what to do."},
              "code": {"type": "string", "description": "HRESULT.", "pattern": "^0x[0-9a-f]{8}$"},
              "rule": {"type": "string"},
              "field": {"type": "string"},
              "value": {"type": "string"},
              "remedy": {"type": "string"},
              "correlationId": {
                "type": "string",
                "description": "Also in the header X-Correlation-Id. Absent in the 404 of a row.",
                "format": "uuid"
              }
            }
          }
        }
        """#
}
