// swift-format-ignore-file
// Written by scripts/embed-openapi from docs/openapi.json. Change that file and run the script.

/// The description of `/api/v1` (OpenAPI 3.1). The program carries it as a text, so that it needs no file beside it.
enum OpenAPIDocument {
    static let bytes = text.withUTF8Buffer { Array($0) }

    private static let text: StaticString = #"""
{
  "openapi": "3.1.0",
  "info": {
    "title": "Chancery API",
    "version": "1",
    "summary": "Certificates from a Chancery certification authority.",
    "description": "A request that is pending, denied or failed is a result with a row and is answered with 200; see `disposition`. Errors are problem+json (RFC 9457). Every error answer carries the header X-Correlation-Id, and the body carries it as `correlationId`, except in the 404 of a row: that answer has the same octets whether the row is absent or belongs to somebody else. HEAD is answered wherever GET is. Times are ISO 8601 in UTC.",
    "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
  },
  "servers": [{"url": "/"}],
  "security": [{"basic": []}, {"clientCertificate": []}, {"bearer": []}],
  "paths": {
    "/api/v1/openapi.json": {
      "get": {
        "operationId": "describe",
        "summary": "Get this document.",
        "security": [],
        "responses": {
          "200": {"description": "The OpenAPI document.", "content": {"application/json": {"schema": {"type": "object"}}}},
          "405": {"$ref": "#/components/responses/WrongMethod"}
        }
      }
    },
    "/api/v1/authorities": {
      "get": {
        "operationId": "listAuthorities",
        "summary": "List the CAs that issue.",
        "responses": {
          "200": {
            "description": "The CAs, in a stable order.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Authority"}}}}
          },
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "addAuthority",
        "summary": "Add a CA to the server. For who administers every CA of it; with a passphrase only from the server's own machine.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AuthorityOrder"}}}},
        "responses": {
          "201": {
            "description": "The CA is there; with a request, it waits for its certificate.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RenewalOutcome"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "listRequests",
        "summary": "List the request rows that the caller may see: its own, or all for officers and auditors.",
        "parameters": [
          {
            "name": "disposition",
            "in": "query",
            "required": false,
            "description": "pending, issued, revoked, denied, error, active, foreign, caCertificate, or a number of the Disposition column.",
            "schema": {"type": "string"}
          },
          {"$ref": "#/components/parameters/limit"},
          {"name": "after", "in": "query", "required": false, "description": "Only rows with greater ids.", "schema": {"type": "integer"}}
        ],
        "responses": {
          "200": {
            "description": "One page, in the order of the request ids.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequestPage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "submit",
        "summary": "Ask for a certificate.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Submit"}}}},
        "responses": {
          "200": {
            "description": "The request has a row; `disposition` tells what became of it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/preview": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "post": {
        "operationId": "previewRequest",
        "summary": "Tell what would become of a request. Nothing is stored and nothing is signed; it counts against the account's hour.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Preview"}}}},
        "responses": {
          "200": {
            "description": "The certificate that would result, or the refusal.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequestPreview"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "get": {
        "operationId": "retrieve",
        "summary": "Look at an earlier request: callers at their own, officers and auditors at anybody's.",
        "parameters": [
          {
            "name": "fullResponse",
            "in": "query",
            "required": false,
            "description": "Also the CMC full response.",
            "schema": {"type": "boolean", "default": false}
          }
        ],
        "responses": {
          "200": {
            "description": "The same as the answer to a submission.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/record": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "get": {
        "operationId": "showRecord",
        "summary": "Show the whole row with every documented column.",
        "responses": {
          "200": {"description": "The row.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequestRow"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/approve": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "post": {
        "operationId": "approve",
        "summary": "Issue a pending request. For officers; nobody approves their own request.",
        "responses": {
          "200": {"description": "The new state.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/deny": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "post": {
        "operationId": "deny",
        "summary": "Deny a pending request. For officers.",
        "responses": {
          "200": {"description": "The new state.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/resubmit": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "post": {
        "operationId": "resubmit",
        "summary": "Run the policy again: over a pending request for officers, over a denied one for administrators.",
        "responses": {
          "200": {"description": "The new state.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/attributes": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "put": {
        "operationId": "setAttributes",
        "summary": "Give a pending request attributes, or give them other values. For officers.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequestAttributes"}}}},
        "responses": {
          "204": {"description": "The attributes are set."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/extensions/{oid}": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}, {"$ref": "#/components/parameters/oid"}],
      "put": {
        "operationId": "setExtension",
        "summary": "Give the certificate of a pending request an extension, or keep one out of it. For officers.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ExtensionChange"}}}},
        "responses": {
          "204": {"description": "The extension counts when the request is approved."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/key-recovery": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "get": {
        "operationId": "showKeyRecovery",
        "summary": "Show the recovery of the archived key of a request. For officers and auditors.",
        "responses": {
          "200": {"description": "The recovery.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/KeyRecovery"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "stepKeyRecovery",
        "summary": "Propose, approve or withdraw a recovery. For officers, each of whom counts once.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/KeyRecoveryStep"}}}},
        "responses": {
          "200": {"description": "The recovery after the step.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/KeyRecovery"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/requests/{requestId}/archived-key": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
      "post": {
        "operationId": "takeArchivedKey",
        "summary": "Take the sealed key, once enough officers have agreed. It ends the recovery. For officers.",
        "responses": {
          "200": {"description": "The key, as the key recovery agents open it.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ArchivedKey"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "importKey",
        "summary": "Archive the key of an issued certificate. For officers.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/KeyImport"}}}},
        "responses": {
          "204": {"description": "The key is archived."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/erasures": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "post": {
        "operationId": "erase",
        "summary": "Erase what old requests brought. For whoever is both officer and administrator of the authority.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Erasure"}}}},
        "responses": {
          "200": {"description": "How many requests were erased.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Erased"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/history": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "post": {
        "operationId": "importHistory",
        "summary": "Take rows of the database that another program kept for this authority. For whoever is both officer and administrator of the authority.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/History"}}}},
        "responses": {
          "200": {"description": "The outcome of each row, in their order.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/HistoryOutcomes"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/certificates": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "listCertificates",
        "summary": "List the certificates that the caller may see.",
        "parameters": [
          {"name": "disposition", "in": "query", "required": false, "description": "issued or revoked.", "schema": {"type": "string"}},
          {"$ref": "#/components/parameters/limit"},
          {
            "name": "after",
            "in": "query",
            "required": false,
            "description": "Only certificates of requests with greater ids.",
            "schema": {"type": "integer"}
          }
        ],
        "responses": {
          "200": {
            "description": "One page, in the order of the request ids.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CertificatePage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "importCertificate",
        "summary": "Take a certificate into the records that has no row there. For officers.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/CertificateImport"}}}},
        "responses": {
          "201": {"description": "The row that it has now.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Imported"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/certificates/{serial}": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/serial"}],
      "get": {
        "operationId": "showCertificate",
        "summary": "Show one certificate.",
        "responses": {
          "200": {"description": "The certificate.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Certificate"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/certificates/{serial}/revoke": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/serial"}],
      "post": {
        "operationId": "revoke",
        "summary": "Revoke a certificate and publish a new revocation list. For officers.",
        "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Revoke"}}}},
        "responses": {
          "200": {
            "description": "The certificate as it is now.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Certificate"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/certificates/{serial}/validity": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/serial"}],
      "get": {
        "operationId": "validity",
        "summary": "Say whether a certificate was issued here and is revoked now. For everybody who may read from the authority.",
        "responses": {
          "200": {"description": "The state.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Validity"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/certificates/{serial}/shown-after-expiry": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/serial"}],
      "put": {
        "operationId": "keepListed",
        "summary": "Keep a revoked certificate on the revocation lists after it has expired. For officers.",
        "responses": {
          "204": {"description": "It stays."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "delete": {
        "operationId": "stopListing",
        "summary": "Let a revoked certificate leave the revocation lists when it has expired. For officers.",
        "responses": {
          "204": {"description": "It leaves."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/revocation-lists": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "listRevocationLists",
        "summary": "Show the state of the newest revocation list of each key. For officers, administrators and auditors.",
        "responses": {
          "200": {
            "description": "The lists, in the order of the keys.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/RevocationList"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "publishRevocationLists",
        "summary": "Sign and publish revocation lists now. For officers and administrators; with a passphrase for administrators.",
        "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Publication"}}}},
        "responses": {
          "204": {"description": "The lists are published."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/properties/{propertyId}": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/propertyId"}],
      "get": {
        "operationId": "property",
        "summary": "Read one property of the CA.",
        "parameters": [
          {
            "name": "index",
            "in": "query",
            "required": false,
            "description": "Of an indexed property; -1 is the newest.",
            "schema": {"type": "integer", "default": 0}
          }
        ],
        "responses": {
          "200": {"description": "The property.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Property"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "setProperty",
        "summary": "Set one property of the CA. Only 29 can be set: the CA issues for exactly the templates that the text names. For its administrators.",
        "parameters": [
          {
            "name": "index",
            "in": "query",
            "required": false,
            "description": "Of an indexed property.",
            "schema": {"type": "integer", "default": 0}
          }
        ],
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PropertyUpdate"}}}
        },
        "responses": {
          "204": {"description": "The property has this value."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/view/{table}": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/table"}],
      "get": {
        "operationId": "view",
        "summary": "Show a table by its documented columns. For the CA's officers, administrators and auditors.",
        "description": "Column names are those of ICertView; case does not matter, and `Request.` leads to the request half. A range of an indexed column comes in the order of that column, everything else in the order of the ids. Rows that come in between two pages neither repeat nor hide others.",
        "parameters": [
          {"name": "columns", "in": "query", "required": false, "description": "Column names, separated by commas. A standard set when absent.", "schema": {"type": "string"}},
          {
            "name": "where",
            "in": "query",
            "required": false,
            "description": "COLUMN=VALUE, with <, <=, >, >= or ~ (begins with) in place of the equals sign. May be given several times; all hold.",
            "schema": {"type": "array", "items": {"type": "string"}},
            "style": "form",
            "explode": true
          },
          {"name": "sort", "in": "query", "required": false, "description": "Column to sort by, with - before it from the greatest on. Rows without a value in it are left out.", "schema": {"type": "string"}},
          {"name": "group", "in": "query", "required": false, "description": "Count the rows for each value of this column in `Count`; dates count by day in UTC.", "schema": {"type": "string"}},
          {"name": "format", "in": "query", "required": false, "description": "csv or json. `Accept: text/csv` asks for csv too.", "schema": {"type": "string", "enum": ["json", "csv"]}},
          {"$ref": "#/components/parameters/limit"},
          {"name": "after", "in": "query", "required": false, "description": "`next` of the page before.", "schema": {"type": "string"}}
        ],
        "responses": {
          "200": {
            "description": "One page; as CSV it has a line of column names, and a Link to the next page. At most 100 rows when whole requests or certificates are read.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ViewPage"}}, "text/csv": {"schema": {"type": "string"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/settings": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "showSettings",
        "summary": "Show the settings of the CA. For its officers, administrators and auditors.",
        "responses": {
          "200": {"description": "The settings.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Settings"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "patch": {
        "operationId": "changeSettings",
        "summary": "Change settings of the CA; the change is recorded. For its administrators.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SettingsUpdate"}}}},
        "responses": {
          "200": {
            "description": "The settings as they are now.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Settings"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/generations": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "listGenerations",
        "summary": "Show the certificates and keys of the CA, and a renewal that waits. For its officers, administrators and auditors.",
        "responses": {
          "200": {
            "description": "The certificates, oldest first.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Generations"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/renewals": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "post": {
        "operationId": "renewAuthority",
        "summary": "Give the CA its next certificate while it goes on issuing. For its administrators; with a passphrase only from the server's own machine.",
        "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Renewal"}}}},
        "responses": {
          "201": {
            "description": "The certificate, or the request to take to the CA above.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RenewalOutcome"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "delete": {
        "operationId": "discardRenewal",
        "summary": "Forget the renewal that waits for its certificate. For administrators of the CA.",
        "responses": {
          "204": {"description": "Nothing waits any more."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/certificate": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "post": {
        "operationId": "installAuthorityCertificate",
        "summary": "Install the certificate that another CA issued for the request that waits. For administrators of the CA.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AuthorityCertificate"}}}},
        "responses": {
          "201": {
            "description": "The CA issues with the certificate.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RenewalOutcome"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/security": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "showSecurity",
        "summary": "Show the access list of the CA and whether roles are separated. For its officers, administrators and auditors.",
        "responses": {
          "200": {"description": "The access list; the ETag has the revision.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Security"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "changeSecurity",
        "summary": "Change the access list or the role separation; the change is recorded. For administrators of the CA.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SecurityUpdate"}}}},
        "responses": {
          "200": {"description": "As it is now.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Security"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/roles": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "showRoles",
        "summary": "Show the roles of the caller at the CA.",
        "responses": {
          "200": {"description": "The roles.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Roles"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/officer-rights": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "showOfficerRights",
        "summary": "Show which officer may act on which templates and subjects. For officers, administrators and auditors of the CA.",
        "responses": {
          "200": {"description": "The lines; without one, officers are not restricted. The ETag has the revision.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OfficerRights"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "changeOfficerRights",
        "summary": "Replace the officer rights; the change is recorded. For administrators of the CA.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OfficerRightsUpdate"}}}},
        "responses": {
          "200": {"description": "As it is now.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/OfficerRights"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/audit-filter": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "showAuditFilter",
        "summary": "Show which events an exported audit shows. For officers, administrators and auditors of the CA.",
        "responses": {
          "200": {"description": "The filter; the ETag has the revision.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AuditFilter"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "changeAuditFilter",
        "summary": "Set the audit filter; the change is recorded, and the record itself stays whole. For auditors of the CA.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AuditFilterUpdate"}}}},
        "responses": {
          "200": {"description": "As it is now.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AuditFilter"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/configuration": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "listConfiguration",
        "summary": "List every entry of the CA's configuration and what it does here. For its officers, administrators and auditors.",
        "parameters": [
          {
            "name": "node",
            "in": "query",
            "required": false,
            "description": "Only the entries of this node: CA, policy or exit.",
            "schema": {"type": "string"}
          }
        ],
        "responses": {
          "200": {
            "description": "The entries, in the order of their documentation.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/ConfigurationEntry"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/exit-receivers/{name}/test": {
      "parameters": [
        {"$ref": "#/components/parameters/ca"},
        {"name": "name", "in": "path", "required": true, "description": "Name of the receiver.", "schema": {"type": "string"}}
      ],
      "post": {
        "operationId": "testExitReceiver",
        "summary": "Send a test event to an exit receiver at once, and wait for what comes of it. For administrators of the CA.",
        "responses": {
          "200": {"description": "What came of it.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ExitTest"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/configuration/{node}/{entry}": {
      "parameters": [
        {"$ref": "#/components/parameters/ca"},
        {
          "name": "node",
          "in": "path",
          "required": true,
          "description": "CA, policy or exit, or the documented path of the node with backslashes; percent-encoded, compared without case.",
          "schema": {"type": "string"}
        },
        {
          "name": "entry",
          "in": "path",
          "required": true,
          "description": "Name of the entry, such as EditFlags; compared without case.",
          "schema": {"type": "string"}
        }
      ],
      "get": {
        "operationId": "getConfigurationEntry",
        "summary": "Show one entry of the CA's configuration. For its officers, administrators and auditors.",
        "responses": {
          "200": {
            "description": "The value as it is now.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConfigurationValue"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "setConfigurationEntry",
        "summary": "Replace one entry; the change is recorded. For administrators of the CA. A value that a rule forbids changes nothing.",
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConfigurationValue"}}}
        },
        "responses": {
          "200": {
            "description": "The value as it is now.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConfigurationValue"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "patch": {
        "operationId": "changeConfigurationEntry",
        "summary": "Set and clear flags of one entry by name, or add and remove lines of a list; the change is recorded. For administrators of the CA.",
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConfigurationChange"}}}
        },
        "responses": {
          "200": {
            "description": "The value as it is now.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ConfigurationValue"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/templates": {
      "parameters": [{"$ref": "#/components/parameters/ca"}],
      "get": {
        "operationId": "listTemplateStates",
        "summary": "List every stored template: whether the CA issues for it, and the rules it breaks. For its officers, administrators and auditors.",
        "responses": {
          "200": {
            "description": "The stored templates, in the order of their names.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/TemplateState"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/authorities/{ca}/templates/{name}": {
      "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/template"}],
      "put": {
        "operationId": "publishTemplate",
        "summary": "Issue for the template from now on. For administrators of the CA. A template that breaks a rule is not published.",
        "responses": {
          "204": {"description": "The CA issues for it."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "delete": {
        "operationId": "withdrawTemplate",
        "summary": "Issue for the template no longer; requests pending for it are denied at approval. For administrators of the CA.",
        "responses": {
          "204": {"description": "The CA does not issue for it."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/templates": {
      "get": {
        "operationId": "listTemplates",
        "summary": "List the newest version of every certificate template that the caller may read.",
        "parameters": [
          {
            "name": "enrollable",
            "in": "query",
            "required": false,
            "description": "Only those the caller may enroll for.",
            "schema": {"type": "boolean", "default": false}
          }
        ],
        "responses": {
          "200": {
            "description": "The templates, in the order of their names.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Template"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "editTemplates",
        "summary": "Store several templates together, or none of them. For administrators; holders of Write at a template may edit it too, except its access list.",
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TemplateBatch"}}}
        },
        "responses": {
          "200": {
            "description": "What was stored, or with dryRun what would be; each document with its changes, findings and their meaning.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TemplateBatchOutcome"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/templates/{name}": {
      "parameters": [{"$ref": "#/components/parameters/template"}],
      "get": {
        "operationId": "showTemplate",
        "summary": "Show one template. Its ETag is the number of its version.",
        "parameters": [{"$ref": "#/components/parameters/ifNoneMatch"}],
        "responses": {
          "200": {
            "description": "The template.",
            "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}},
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Template"}}}
          },
          "304": {"description": "The version named in If-None-Match is the newest.", "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "saveTemplate",
        "summary": "Store a whole template. If-Match is required when it exists; If-None-Match: * makes a new one only.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}, {"$ref": "#/components/parameters/ifNoneMatch"}],
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TemplateEdit"}}}
        },
        "responses": {
          "200": {
            "description": "It is stored as a new version, or it is unchanged.",
            "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}},
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TemplateOutcome"}}}
          },
          "201": {
            "description": "It is stored as a new template.",
            "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}},
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TemplateOutcome"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "428": {"$ref": "#/components/responses/VersionRequired"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "delete": {
        "operationId": "retireTemplate",
        "summary": "End the use of a template for good: every CA withdraws it, its name, OID and history stay. Requests pending for it are denied at approval. For administrators.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "responses": {
          "204": {"description": "It is retired."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/templates/{name}/versions": {
      "parameters": [{"$ref": "#/components/parameters/template"}],
      "get": {
        "operationId": "listTemplateVersions",
        "summary": "List the versions of a template: who changed what, and when. For officers, administrators and auditors.",
        "responses": {
          "200": {
            "description": "The versions, oldest first.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TemplateHistory"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/templates/{name}/versions/{version}": {
      "parameters": [{"$ref": "#/components/parameters/template"}, {"$ref": "#/components/parameters/version"}],
      "get": {
        "operationId": "showTemplateVersion",
        "summary": "Show a version of a template. For officers, administrators and auditors.",
        "responses": {
          "200": {"description": "The template as it was.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Template"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/templates/{name}/acceptances/{rule}": {
      "parameters": [{"$ref": "#/components/parameters/template"}, {"$ref": "#/components/parameters/rule"}],
      "put": {
        "operationId": "acceptRule",
        "summary": "Accept that a stored template breaks a rule. For administrators.",
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AcceptanceReason"}}}
        },
        "responses": {
          "204": {"description": "It is accepted."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "delete": {
        "operationId": "withdrawAcceptance",
        "summary": "Accept it no longer: the template issues nothing while it breaks the rule. For administrators.",
        "responses": {
          "204": {"description": "It is no longer accepted."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/templates/{name}/access": {
      "parameters": [{"$ref": "#/components/parameters/template"}],
      "get": {
        "operationId": "explainAccess",
        "summary": "Say why an account may enroll for a template, or may not. For administrators and auditors, and for everybody about themselves.",
        "parameters": [
          {
            "name": "principal",
            "in": "query",
            "required": false,
            "description": "An account or group; the caller when absent.",
            "schema": {"type": "string"}
          },
          {"name": "authority", "in": "query", "required": false, "description": "The CA; the first one when absent.", "schema": {"type": "string"}}
        ],
        "responses": {
          "200": {
            "description": "The deciding entries, and what would have to change.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/TemplateAccess"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/profile-templates": {
      "get": {
        "operationId": "listProfileTemplates",
        "summary": "List the profile templates that the caller may see; administrators see all.",
        "responses": {
          "200": {"description": "In the order of their names.", "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/ProfileTemplateRow"}}}}},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "editProfileTemplates",
        "summary": "Store several profile templates together, or none of them. For administrators.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplateBatch"}}}},
        "responses": {
          "200": {"description": "What was stored, or with dryRun what would be; each document with its changes, findings and their meaning.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplateBatchOutcome"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/profile-templates/{profileTemplate}": {
      "parameters": [{"$ref": "#/components/parameters/profileTemplate"}],
      "get": {
        "operationId": "showProfileTemplate",
        "summary": "Show a profile template. Its ETag is the number of its version. For administrators, and for who may audit it, who do not get the admin key of new cards.",
        "parameters": [{"$ref": "#/components/parameters/ifNoneMatch"}],
        "responses": {
          "200": {"description": "The profile template.", "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplate"}}}},
          "304": {"description": "The version named in If-None-Match is the newest.", "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "put": {
        "operationId": "saveProfileTemplate",
        "summary": "Store a whole profile template. If-Match is required when it exists; If-None-Match: * makes a new one only. For administrators.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}, {"$ref": "#/components/parameters/ifNoneMatch"}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplate"}}}},
        "responses": {
          "200": {"description": "It is stored as a new version, or it is unchanged.", "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplateOutcome"}}}},
          "201": {"description": "It is stored as a new profile template.", "headers": {"ETag": {"$ref": "#/components/headers/TemplateTag"}}, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplateOutcome"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "422": {"$ref": "#/components/responses/Unacceptable"},
          "428": {"$ref": "#/components/responses/VersionRequired"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "delete": {
        "operationId": "retireProfileTemplate",
        "summary": "Let nothing new be started with a profile template; what exists can still be ended. For administrators.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "responses": {
          "204": {"description": "It is retired."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/profile-templates/{profileTemplate}/versions": {
      "parameters": [{"$ref": "#/components/parameters/profileTemplate"}],
      "get": {
        "operationId": "listProfileTemplateVersions",
        "summary": "List the versions of a profile template with their differences. For administrators, and for who may audit it.",
        "responses": {
          "200": {"description": "The versions.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplateHistory"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/profile-templates/{profileTemplate}/versions/{version}": {
      "parameters": [{"$ref": "#/components/parameters/profileTemplate"}, {"$ref": "#/components/parameters/version"}],
      "get": {
        "operationId": "showProfileTemplateVersion",
        "summary": "Show a version of a profile template. For administrators, and for who may audit it.",
        "responses": {
          "200": {"description": "The profile template as it was.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ProfileTemplate"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/agent-grants": {
      "get": {
        "operationId": "listAgentGrants",
        "summary": "List who may enroll for others. For officers, administrators and auditors.",
        "responses": {
          "200": {
            "description": "The grants.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/AgentGrant"}}}}
          },
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "grantAgent",
        "summary": "Let an agent enroll the members of a group for a template. For administrators.",
        "requestBody": {
          "required": true,
          "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewAgentGrant"}}}
        },
        "responses": {
          "201": {
            "description": "The grant; also when it was there already.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AgentGrant"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/agent-grants/{agent}/{template}/{subjects}": {
      "parameters": [{"$ref": "#/components/parameters/agent"}, {"$ref": "#/components/parameters/grantTemplate"}, {"$ref": "#/components/parameters/subjects"}],
      "delete": {
        "operationId": "removeAgentGrant",
        "summary": "Take a grant away. For administrators.",
        "responses": {
          "204": {"description": "It is taken away."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/principals": {
      "get": {
        "operationId": "listPrincipals",
        "summary": "List the accounts of the directory. For CA administrators, certificate managers and auditors.",
        "parameters": [
          {
            "name": "kind",
            "in": "query",
            "required": false,
            "description": "Only accounts of this kind.",
            "schema": {"type": "string", "enum": ["user", "machine", "service", "group"]}
          },
          {"$ref": "#/components/parameters/limit"},
          {"$ref": "#/components/parameters/afterName"}
        ],
        "responses": {
          "200": {
            "description": "One page of the accounts, in the order of their names.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PrincipalPage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "addPrincipal",
        "summary": "Add a user or machine. For CA administrators.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewPrincipal"}}}},
        "responses": {
          "201": {"description": "The new account.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Principal"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/principals/{name}": {
      "parameters": [{"$ref": "#/components/parameters/account"}],
      "get": {
        "operationId": "showPrincipal",
        "summary": "Show one account or group. For CA administrators, certificate managers and auditors, and for everybody their own account.",
        "responses": {
          "200": {"description": "The account.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Principal"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "patch": {
        "operationId": "updatePrincipal",
        "summary": "Change attributes of an account, enable it or disable it. For CA administrators. The last administrator with a password cannot be disabled.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PrincipalUpdate"}}}},
        "responses": {
          "200": {
            "description": "The account as it is now.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Principal"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/principals/{name}/password": {
      "parameters": [{"$ref": "#/components/parameters/account"}],
      "post": {
        "operationId": "setPassword",
        "summary": "Set a password. CA administrators set any other account's, and everybody sets their own by giving the old one.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Password"}}}},
        "responses": {
          "204": {"description": "The password is set. Sign-ins with the former one end at once."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/groups": {
      "get": {
        "operationId": "listGroups",
        "summary": "List the groups of the directory. For CA administrators, certificate managers and auditors.",
        "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/afterName"}],
        "responses": {
          "200": {
            "description": "One page of the groups, in the order of their names.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PrincipalPage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "addGroup",
        "summary": "Add a group without members. For CA administrators.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/NewGroup"}}}},
        "responses": {
          "201": {"description": "The new group.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Principal"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/groups/{group}/members": {
      "parameters": [{"$ref": "#/components/parameters/group"}],
      "get": {
        "operationId": "listMembers",
        "summary": "List the direct members of a group. For CA administrators, certificate managers and auditors.",
        "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/afterName"}],
        "responses": {
          "200": {
            "description": "One page of the members, in the order of their names.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/PrincipalPage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/groups/{group}/members/{name}": {
      "parameters": [{"$ref": "#/components/parameters/group"}, {"$ref": "#/components/parameters/account"}],
      "put": {
        "operationId": "addMember",
        "summary": "Make an account or group a direct member; one that is a member stays one. For CA administrators.",
        "responses": {
          "204": {"description": "It is a direct member."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "delete": {
        "operationId": "removeMember",
        "summary": "End a direct membership, if there is one. For CA administrators. The last administrator with a password cannot leave CA Administrators.",
        "responses": {
          "204": {"description": "It is not a direct member."},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests": {
      "get": {
        "operationId": "listManagementRequests",
        "summary": "Search the requests of certificate management that the caller may see: its own, and those of the profile templates that it manages or audits.",
        "parameters": [
          {
            "name": "target",
            "in": "query",
            "required": false,
            "description": "Account for whom, by name or GUID.",
            "schema": {"type": "string"}
          },
          {
            "name": "originator",
            "in": "query",
            "required": false,
            "description": "Account that started it, by name or GUID.",
            "schema": {"type": "string"}
          },
          {
            "name": "profileTemplate",
            "in": "query",
            "required": false,
            "description": "GUID of a profile template.",
            "schema": {"type": "string", "format": "uuid"}
          },
          {
            "name": "operation",
            "in": "query",
            "required": false,
            "description": "Which operation; revoke is disable.",
            "schema": {
              "type": "string",
              "enum": [
                "enroll",
                "renew",
                "recover",
                "recoverOnBehalf",
                "duplicate",
                "onlineUpdate",
                "suspend",
                "reinstate",
                "disable",
                "revoke",
                "retire",
                "unblock",
                "offlineUnblock",
                "temporaryCards",
                "temporaryDisable",
                "temporaryRetire"
              ]
            }
          },
          {
            "name": "status",
            "in": "query",
            "required": false,
            "description": "Pending, Approved, Executing, Completed, Denied, Canceled, Failed, or its number.",
            "schema": {"type": "string"}
          },
          {
            "name": "from",
            "in": "query",
            "required": false,
            "description": "Submitted on this day or at this time, or later.",
            "schema": {"type": "string"}
          },
          {
            "name": "before",
            "in": "query",
            "required": false,
            "description": "Submitted before this day or time.",
            "schema": {"type": "string"}
          },
          {
            "name": "order",
            "in": "query",
            "required": false,
            "description": "newest (when absent) or oldest first.",
            "schema": {"type": "string", "enum": ["newest", "oldest"]}
          },
          {"$ref": "#/components/parameters/limit"},
          {"$ref": "#/components/parameters/afterID"}
        ],
        "responses": {
          "200": {
            "description": "One page. A page begins behind a row, so rows that come in meanwhile neither repeat nor hide any.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequestPage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      },
      "post": {
        "operationId": "startManagementRequest",
        "summary": "Start a workflow, for the caller or for another. Whether it may is the policy's decision.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementStart"}}}},
        "responses": {
          "201": {
            "description": "The request. A repeat with the same `key` returns the first one.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/preview": {
      "post": {
        "operationId": "previewManagementRequest",
        "summary": "What a start would do when its request ends as it should. Nothing is started.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementStart"}}}},
        "responses": {
          "200": {
            "description": "Each change of a profile, card or certificate.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementEffect"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/bulk": {
      "post": {
        "operationId": "startManagementRequests",
        "summary": "Start one workflow for up to 200 people, profiles or smart cards.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementBulkStart"}}}},
        "responses": {
          "200": {
            "description": "What became of each, in the order of `targets` and then `objects`. A refusal of one does not touch the others.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementStartResult"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "get": {
        "operationId": "showManagementRequest",
        "summary": "Show one request with its rights.",
        "responses": {
          "200": {
            "description": "The request; the ETag has its revision.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/history": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "get": {
        "operationId": "showManagementHistory",
        "summary": "Show what happened to a request, by whom.",
        "responses": {
          "200": {
            "description": "In the order in which it happened.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementEvent"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/approve": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "approveManagementRequest",
        "summary": "Approve a pending request. For approvers of its policy; nobody approves their own.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementApproval"}}}},
        "responses": {
          "200": {
            "description": "The request after it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/deny": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "denyManagementRequest",
        "summary": "Deny a pending request. For approvers of its policy.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementComment"}}}},
        "responses": {
          "200": {
            "description": "The request after it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/cancel": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "cancelManagementRequest",
        "summary": "Cancel a request that is not final.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementCancel"}}}},
        "responses": {
          "200": {
            "description": "The request after it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/abandon": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "abandonManagementRequest",
        "summary": "Abandon a request that is not final: it ends as canceled.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": false, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementCancel"}}}},
        "responses": {
          "200": {
            "description": "The request after it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/complete": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "completeManagementRequest",
        "summary": "Complete a request whose work is done; certificates that it revokes are revoked now. For whoever executes it.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "responses": {
          "200": {
            "description": "The request after it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/priority": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "put": {
        "operationId": "changeManagementPriority",
        "summary": "Change the priority of a request that is not final.",
        "parameters": [{"$ref": "#/components/parameters/ifMatch"}],
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementPriority"}}}},
        "responses": {
          "200": {
            "description": "The request after it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "412": {"$ref": "#/components/responses/PreconditionFailed"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/passwords": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "distributeManagementPasswords",
        "summary": "Make the one-time passwords of an approved request; earlier ones end.",
        "responses": {
          "200": {
            "description": "The passwords that are shown on the screen. They are stored only as slow hashes, so this is the only answer that has them.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementPasswords"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/passwords/check": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "redeemManagementPasswords",
        "summary": "Use the one-time passwords of a request. Five wrong attempts use them up.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementPasswordCheck"}}}},
        "responses": {
          "200": {
            "description": "The request.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedRequest"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/data-items": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "get": {
        "operationId": "listManagementDataItems",
        "summary": "List the answers of a request with the sealed ones opened, for those who may distribute its secrets; each look is recorded.",
        "responses": {
          "200": {
            "description": "The answers in the order of the questions.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementDataItem"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/unblock-code": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "post": {
        "operationId": "answerManagementChallenge",
        "summary": "Answer the challenge that a card's user reads out, for a request of offline unblocking. Twenty secrets an hour are given for a chip.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementChallenge"}}}},
        "responses": {
          "200": {
            "description": "The response, for this challenge alone.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementUnblockCode"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/smartcards/{smartcard}/pin": {
      "parameters": [{"$ref": "#/components/parameters/smartcard"}],
      "get": {
        "operationId": "readManagementPIN",
        "summary": "The PIN that the server keeps for a smart card. Each look is recorded; twenty secrets an hour are given for a chip.",
        "responses": {
          "200": {
            "description": "The PIN.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementPIN"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/documents": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}],
      "get": {
        "operationId": "listManagementDocuments",
        "summary": "List the documents that the policy has for a request.",
        "responses": {
          "200": {
            "description": "Their names.",
            "content": {"application/json": {"schema": {"type": "array", "items": {"type": "string"}}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/requests/{managementRequest}/documents/{document}": {
      "parameters": [{"$ref": "#/components/parameters/managementRequest"}, {"$ref": "#/components/parameters/document"}],
      "post": {
        "operationId": "printManagementDocument",
        "summary": "Print a document: the act is recorded.",
        "responses": {
          "200": {
            "description": "The text with its variables filled in.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementDocument"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/users": {
      "get": {
        "operationId": "listManagementUsers",
        "summary": "Find people who may receive a profile template that the caller manages or audits.",
        "parameters": [
          {
            "name": "search",
            "in": "query",
            "required": false,
            "description": "A part of the account name, display name, principal name or mail address.",
            "schema": {"type": "string"}
          },
          {"$ref": "#/components/parameters/limit"},
          {"$ref": "#/components/parameters/afterName"}
        ],
        "responses": {
          "200": {
            "description": "One page, in the order of the account names. It may be short and still have a next one.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementUserPage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/users/{user}/profiles": {
      "parameters": [{"$ref": "#/components/parameters/user"}],
      "get": {
        "operationId": "listManagementProfiles",
        "summary": "List the profiles of a user that the caller may see.",
        "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/afterID"}],
        "responses": {
          "200": {
            "description": "One page; empty also for an unknown user.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedProfilePage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/users/{user}/smartcards": {
      "parameters": [{"$ref": "#/components/parameters/user"}],
      "get": {
        "operationId": "listManagementSmartcards",
        "summary": "List the smart cards of a user that the caller may see.",
        "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/afterID"}],
        "responses": {
          "200": {
            "description": "One page; empty also for an unknown user.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedSmartcardPage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/users/{user}/certificates": {
      "parameters": [{"$ref": "#/components/parameters/user"}],
      "get": {
        "operationId": "listManagementCertificates",
        "summary": "List the certificates of a user's profiles that the caller may see. The limit counts profiles.",
        "parameters": [{"$ref": "#/components/parameters/limit"}, {"$ref": "#/components/parameters/afterID"}],
        "responses": {
          "200": {
            "description": "One page; empty also for an unknown user.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagedCertificatePage"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/reports/{report}": {
      "parameters": [{"$ref": "#/components/parameters/report"}],
      "get": {
        "operationId": "managementReport",
        "summary": "A report over the profile templates that the caller may audit.",
        "parameters": [
          {
            "name": "format",
            "in": "query",
            "required": false,
            "description": "json or csv; absent, as `Accept` says.",
            "schema": {"type": "string", "enum": ["json", "csv"]}
          },
          {
            "name": "user",
            "in": "query",
            "required": false,
            "description": "Only rows of this account, by name or GUID.",
            "schema": {"type": "string"}
          },
          {
            "name": "profileTemplate",
            "in": "query",
            "required": false,
            "description": "GUID of a profile template.",
            "schema": {"type": "string", "format": "uuid"}
          },
          {
            "name": "from",
            "in": "query",
            "required": false,
            "description": "Of requests the submission, of certificates the end: on this day or at this time, or later.",
            "schema": {"type": "string"}
          },
          {
            "name": "before",
            "in": "query",
            "required": false,
            "description": "The same, before this day or time.",
            "schema": {"type": "string"}
          }
        ],
        "responses": {
          "200": {
            "description": "Every row, written while it is read. CSV is RFC 4180 with a line of column names; a cell that looks like a formula has an apostrophe in front.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {"type": "object", "description": "A member for each column.", "additionalProperties": {"type": "string"}}
                }
              },
              "text/csv": {"schema": {"type": "string"}}
            }
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/management/why": {
      "get": {
        "operationId": "whyManagement",
        "summary": "Which rules let somebody start an operation or forbid it, and what would have to change. About others for managers and auditors of the profile template.",
        "parameters": [
          {
            "name": "operation",
            "in": "query",
            "required": true,
            "description": "Which operation; revoke is disable.",
            "schema": {
              "type": "string",
              "enum": [
                "enroll",
                "renew",
                "recover",
                "recoverOnBehalf",
                "duplicate",
                "onlineUpdate",
                "suspend",
                "reinstate",
                "disable",
                "revoke",
                "retire",
                "unblock",
                "offlineUnblock",
                "temporaryCards",
                "temporaryDisable",
                "temporaryRetire"
              ]
            }
          },
          {
            "name": "profileTemplate",
            "in": "query",
            "required": false,
            "description": "GUID of a profile template; needed without an object.",
            "schema": {"type": "string", "format": "uuid"}
          },
          {
            "name": "object",
            "in": "query",
            "required": false,
            "description": "GUID of the profile or smart card that it concerns.",
            "schema": {"type": "string", "format": "uuid"}
          },
          {
            "name": "actor",
            "in": "query",
            "required": false,
            "description": "Account that would start it, by name or GUID; the caller when absent.",
            "schema": {"type": "string"}
          },
          {
            "name": "target",
            "in": "query",
            "required": false,
            "description": "Account for whom, by name or GUID; the actor when absent.",
            "schema": {"type": "string"}
          }
        ],
        "responses": {
          "200": {
            "description": "Every rule, in the order in which they are asked.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ManagementWhy"}}}
          },
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/audit": {
      "get": {
        "operationId": "listAuditRecords",
        "summary": "List rows of the record, in their order. For auditors; rows about an authority are shown to its auditors alone.",
        "parameters": [
          {"name": "event", "in": "query", "required": false, "description": "The name of an event, such as `requestIssued`.", "schema": {"type": "string"}},
          {"name": "actor", "in": "query", "required": false, "description": "Who acted: an account name, or the name of a service.", "schema": {"type": "string"}},
          {"name": "authority", "in": "query", "required": false, "description": "The name of an authority.", "schema": {"type": "string"}},
          {"name": "request", "in": "query", "required": false, "description": "A request id; ids of several authorities may be equal.", "schema": {"type": "integer", "minimum": 1}},
          {"name": "serial", "in": "query", "required": false, "description": "The serial number of a certificate, hexadecimal.", "schema": {"type": "string"}},
          {"name": "from", "in": "query", "required": false, "description": "Rows from this day or time on.", "schema": {"type": "string"}},
          {"name": "before", "in": "query", "required": false, "description": "Rows before this day or time.", "schema": {"type": "string"}},
          {"name": "after", "in": "query", "required": false, "description": "`next` of the page before.", "schema": {"type": "integer", "minimum": 0}},
          {"$ref": "#/components/parameters/limit"}
        ],
        "responses": {
          "200": {"description": "A page of the record. It may have few rows, or none, and still go on: one call reads a bounded part.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AuditPage"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/audit/log": {
      "get": {
        "operationId": "showRecordLog",
        "summary": "Show the log over the record: its name, the key of its checkpoints, and how far it goes. The checkpoint itself is also at /record/checkpoint, without sign-in.",
        "responses": {
          "200": {"description": "The log.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RecordLog"}}}},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/audit/{position}": {
      "parameters": [{"name": "position", "in": "path", "required": true, "description": "The place of the row, from 1.", "schema": {"type": "integer", "minimum": 1}}],
      "get": {
        "operationId": "showAuditRecord",
        "summary": "Show one row of the record. For auditors.",
        "responses": {
          "200": {"description": "The row.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/AuditRecord"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/mail": {
      "get": {
        "operationId": "listMails",
        "summary": "List the mails that wait to be sent, and those that failed, in the order in which they were queued. For CA administrators.",
        "parameters": [
          {"name": "failed", "in": "query", "required": false, "description": "Only those that failed, or only those that wait.", "schema": {"type": "boolean"}},
          {"$ref": "#/components/parameters/limit"},
          {"name": "after", "in": "query", "required": false, "description": "`next` of the page before.", "schema": {"type": "string", "format": "uuid"}}
        ],
        "responses": {
          "200": {"description": "A page of the outbox.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/MailPage"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/mail/{id}/retry": {
      "parameters": [{"name": "id", "in": "path", "required": true, "description": "The id of a mail that failed.", "schema": {"type": "string", "format": "uuid"}}],
      "post": {
        "operationId": "retryMail",
        "summary": "Send a failed mail again. For CA administrators.",
        "responses": {
          "200": {"description": "It waits to be sent.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Mail"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "404": {"$ref": "#/components/responses/NotFound"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    },
    "/api/v1/mail/test": {
      "post": {
        "operationId": "testMail",
        "summary": "Send a mail to an address at once, and wait for what comes of it. For CA administrators.",
        "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/MailTest"}}}},
        "responses": {
          "200": {"description": "What came of it.", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/MailTestResult"}}}},
          "400": {"$ref": "#/components/responses/Malformed"},
          "401": {"$ref": "#/components/responses/SignInRequired"},
          "403": {"$ref": "#/components/responses/Forbidden"},
          "405": {"$ref": "#/components/responses/WrongMethod"},
          "409": {"$ref": "#/components/responses/Conflict"},
          "413": {"$ref": "#/components/responses/TooLarge"},
          "429": {"$ref": "#/components/responses/BackOff"},
          "500": {"$ref": "#/components/responses/Failed"},
          "503": {"$ref": "#/components/responses/Unavailable"}
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "basic": {
        "type": "http",
        "scheme": "basic",
        "description": "Account name, with or without DOMAIN\\, or user principal name, in UTF-8."
      },
      "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token of the issuer that the server's settings name; without one, no token signs anybody in."
      },
      "clientCertificate": {
        "type": "mutualTLS",
        "description": "A certificate of this installation for client authentication that is neither expired nor revoked. The TLS handshake asks for it and does not demand it; it is checked at every request."
      }
    },
    "parameters": {
      "ifMatch": {
        "name": "If-Match", "in": "header", "required": false, "schema": {"type": "string"},
        "description": "The ETag of the value for which the change was made. Without it the change is made to whatever is stored."
      },
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
        "description": "Account name, with or without DOMAIN\\, or user principal name; percent-encoded, compared without case.",
        "schema": {"type": "string"}
      },
      "group": {
        "name": "group",
        "in": "path",
        "required": true,
        "description": "Name of a group, percent-encoded; compared without case.",
        "schema": {"type": "string"}
      },
      "requestId": {
        "name": "requestId",
        "in": "path",
        "required": true,
        "description": "Number of a request at this CA.",
        "schema": {"type": "integer"}
      },
      "oid": {
        "name": "oid",
        "in": "path",
        "required": true,
        "description": "Dotted object identifier, at most 31 characters.",
        "schema": {"type": "string"}
      },
      "serial": {
        "name": "serial",
        "in": "path",
        "required": true,
        "description": "Serial number in hexadecimal.",
        "schema": {"type": "string"}
      },
      "propertyId": {
        "name": "propertyId",
        "in": "path",
        "required": true,
        "description": "A CR_PROP number, as ICertRequest2::GetCAProperty lists them.",
        "schema": {"type": "integer"}
      },
      "table": {
        "name": "table",
        "in": "path",
        "required": true,
        "description": "Which table.",
        "schema": {"type": "string", "enum": ["requests", "extensions", "attributes", "crls"]}
      },
      "profileTemplate": {
        "name": "profileTemplate",
        "in": "path",
        "required": true,
        "description": "GUID or name of a profile template; names are compared without case, and percent-encoded.",
        "schema": {"type": "string"}
      },
      "template": {
        "name": "name",
        "in": "path",
        "required": true,
        "description": "Name of a template, compared without case, or its object identifier; percent-encoded.",
        "schema": {"type": "string"}
      },
      "version": {
        "name": "version",
        "in": "path",
        "required": true,
        "description": "Number of a version, from 1.",
        "schema": {
          "type": "integer",
          "minimum": 1
        }
      },
      "rule": {
        "name": "rule",
        "in": "path",
        "required": true,
        "description": "A rule that can be accepted, such as ESC1.",
        "schema": {
          "type": "string"
        }
      },
      "agent": {
        "name": "agent",
        "in": "path",
        "required": true,
        "description": "Name or GUID of the agent.",
        "schema": {
          "type": "string"
        }
      },
      "grantTemplate": {
        "name": "template",
        "in": "path",
        "required": true,
        "description": "Name of the template.",
        "schema": {
          "type": "string"
        }
      },
      "subjects": {
        "name": "subjects",
        "in": "path",
        "required": true,
        "description": "Name or SID of the group.",
        "schema": {
          "type": "string"
        }
      },
      "ifMatch": {
        "name": "If-Match",
        "in": "header",
        "required": false,
        "description": "The ETag of the version that the caller has seen, or * for any.",
        "schema": {
          "type": "string"
        }
      },
      "ifNoneMatch": {
        "name": "If-None-Match",
        "in": "header",
        "required": false,
        "description": "ETags that the caller has; * stands for every version.",
        "schema": {
          "type": "string"
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "required": false,
        "description": "Rows on a page.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
      },
      "afterName": {
        "name": "after",
        "in": "query",
        "required": false,
        "description": "Only names that come after this one, compared without case.",
        "schema": {"type": "string"}
      },
      "smartcard": {
        "name": "smartcard",
        "in": "path",
        "required": true,
        "description": "GUID of a smart card of certificate management, not of its chip.",
        "schema": {"type": "string", "format": "uuid"}
      },
      "managementRequest": {
        "name": "managementRequest",
        "in": "path",
        "required": true,
        "description": "GUID of a request of certificate management.",
        "schema": {"type": "string", "format": "uuid"}
      },
      "document": {
        "name": "document",
        "in": "path",
        "required": true,
        "description": "Name of a document of the request's policy, percent-encoded.",
        "schema": {"type": "string"}
      },
      "user": {
        "name": "user",
        "in": "path",
        "required": true,
        "description": "GUID of an account.",
        "schema": {"type": "string", "format": "uuid"}
      },
      "report": {
        "name": "report",
        "in": "path",
        "required": true,
        "description": "Which report.",
        "schema": {"type": "string", "enum": ["requests", "profiles", "smartcards", "certificates"]}
      },
      "afterID": {
        "name": "after",
        "in": "query",
        "required": false,
        "description": "Only rows behind this one: the `next` of the page before.",
        "schema": {"type": "string", "format": "uuid"}
      }
    },
    "headers": {
      "CorrelationId": {
        "description": "Names this request in the server's log.",
        "schema": {"type": "string", "format": "uuid"}
      },
      "TemplateTag": {
        "description": "The number of the version in quotation marks.",
        "schema": {
          "type": "string"
        }
      },
      "Allow": {
        "description": "The methods that the path takes.",
        "schema": {"type": "string"}
      },
      "Challenge": {
        "description": "How to sign in.",
        "schema": {"type": "string"}
      },
      "RetryAfter": {
        "description": "Seconds to wait before the next attempt.",
        "schema": {"type": "integer"}
      }
    },
    "responses": {
      "Malformed": {
        "description": "The path, the query or the body cannot be read. The answer names the place and the reason. Nothing was changed.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "SignInRequired": {
        "description": "There is no credential, or it is wrong.",
        "headers": {
          "X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"},
          "WWW-Authenticate": {"$ref": "#/components/headers/Challenge"}
        },
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "Forbidden": {
        "description": "The caller has no right to this call, or asks from another machine over plain HTTP.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "NotFound": {
        "description": "The CA, property, template, account or group is unknown; or the row is absent or belongs to somebody else, which look alike.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "WrongMethod": {
        "description": "The path does not take this method.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}, "Allow": {"$ref": "#/components/headers/Allow"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "Conflict": {
        "description": "The object is not in a state that allows this, its name is taken, or somebody else acted first.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "PreconditionFailed": {
        "description": "What is stored is not what If-Match or If-None-Match expects. Nothing was changed; read it again.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "Unacceptable": {
        "description": "The request can be read, and a rule forbids it.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "VersionRequired": {
        "description": "The template exists, and the request does not say which version it was made from. Nothing was changed.",
        "headers": {
          "X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}
        },
        "content": {
          "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
        }
      },
      "TooLarge": {
        "description": "The body is longer than 1 MiB.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "BackOff": {
        "description": "There were too many failed sign-ins, or the account left behind more denied and pending requests in an hour than the CA allows.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}, "Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "Failed": {
        "description": "The server failed. Its log gives the reason under the correlation id.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      },
      "Unavailable": {
        "description": "The server cannot do this now.",
        "headers": {"X-Correlation-Id": {"$ref": "#/components/headers/CorrelationId"}, "Retry-After": {"$ref": "#/components/headers/RetryAfter"}},
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
      }
    },
    "schemas": {
      "Authority": {
        "type": "object",
        "description": "A certification authority that issues.",
        "required": ["name", "sanitizedName", "configString", "certificate", "chain", "singleOperator"],
        "properties": {
          "name": {"type": "string", "description": "Common name."},
          "sanitizedName": {"type": "string", "description": "The name as it appears in file names and URLs."},
          "configString": {"type": "string", "description": "host[:port]\\name, as clients of ICertRequest name a CA."},
          "certificate": {"type": "string", "description": "PEM."},
          "chain": {"type": "array", "description": "PEM of the issuers, up to and with the root.", "items": {"type": "string"}},
          "singleOperator": {"type": "boolean", "description": "One person may request and approve here."}
        }
      },
      "Submit": {
        "type": "object",
        "description": "A certificate request and how it is to be treated.",
        "required": ["request"],
        "additionalProperties": false,
        "properties": {
          "request": {"type": "string", "description": "The request as PEM with any label, or base64 with any line breaks. With the format sctList: base64 of the SignedCertificateTimestampList for the request that the attribute RequestId names. With the format challengeResponse: base64 of the EnvelopedData with the secret of that request's challenge."},
          "format": {"type": "string", "description": "The CA finds the format out when absent.", "enum": ["pkcs10", "pkcs7", "cmc", "keygen", "challengeResponse", "sctList"]},
          "attributes": {
            "type": "object",
            "description": "Request attributes by name, for example CertificateTemplate.",
            "additionalProperties": {"type": "string"}
          },
          "submissionKey": {
            "type": "string",
            "description": "Chosen by the caller and unique for a CA and caller. A repeated call with the same key returns the first result.",
            "minLength": 1,
            "maxLength": 128
          },
          "fullResponse": {"type": "boolean", "description": "Ask for the CMC full response too.", "default": false},
          "certificateTransparency": {"type": "boolean", "description": "Ask for a precertificate. The request stays pending, with the precertificate as its certificate, until its timestamps are sent.", "default": false},
          "presign": {"type": "boolean", "description": "Ask for the certificate from a throw-away key first. The request stays pending with it, until the same request comes again with the attribute RequestId.", "default": false},
          "renewOnBehalf": {"type": "boolean", "description": "The request renews somebody else's certificate, whose key signed it. For agents with a grant, where the CA is configured for it.", "default": false}
        }
      },
      "Preview": {
        "type": "object",
        "description": "A certificate request of which to tell what would become of it.",
        "required": ["request"],
        "additionalProperties": false,
        "properties": {
          "request": {"type": "string", "description": "The request as PEM with any label, or base64 with any line breaks."},
          "format": {
            "type": "string",
            "description": "The CA finds the format out when absent.",
            "enum": ["pkcs10", "pkcs7", "cmc", "keygen"]
          },
          "attributes": {
            "type": "object",
            "description": "Request attributes by name, for example CertificateTemplate.",
            "additionalProperties": {"type": "string"}
          },
          "as": {"type": "string", "description": "The account as whom to ask. For administrators of the authority."},
          "template": {
            "$ref": "#/components/schemas/Template",
            "description": "A template that is not saved, in place of the one that the request names. For administrators of the authority."
          }
        }
      },
      "RequestPreview": {
        "type": "object",
        "description": "What would become of a request.",
        "required": ["disposition", "dispositionCode", "status", "message", "callerName", "requesterName", "omissions"],
        "properties": {
          "disposition": {"type": "string", "enum": ["error", "denied", "issued", "pending"]},
          "dispositionCode": {"type": "integer", "description": "CR_DISP number: 1 error, 2 denied, 3 issued, 5 pending."},
          "status": {"type": "string", "description": "HRESULT.", "pattern": "^0x[0-9a-f]{8}$"},
          "message": {"type": "string", "description": "The disposition message that the request would get."},
          "reason": {"$ref": "#/components/schemas/Reason"},
          "callerName": {"type": "string", "description": "The account that would ask."},
          "requesterName": {"type": "string", "description": "The account that the certificate is for."},
          "template": {"type": "string"},
          "templateVersion": {"type": "integer", "description": "The stored version; absent for a template that is not saved."},
          "certificate": {"$ref": "#/components/schemas/PreviewedCertificate"},
          "omissions": {
            "type": "array",
            "description": "What the request asks for and would not get.",
            "items": {
              "type": "object",
              "required": ["what", "why"],
              "properties": {"what": {"type": "string"}, "why": {"type": "string"}}
            }
          }
        }
      },
      "PreviewedCertificate": {
        "type": "object",
        "description": "The body of a certificate that nobody signed. Sources are template.FIELD, authority, directory, request or policy.",
        "required": [
          "subject", "subjectSource", "issuer", "notBefore", "notAfter", "validitySource", "publicKey", "signatureAlgorithm", "extensions"
        ],
        "properties": {
          "subject": {"type": "string", "description": "RFC 4514."},
          "subjectSource": {"type": "string"},
          "issuer": {"type": "string", "description": "RFC 4514."},
          "notBefore": {"type": "string", "format": "date-time"},
          "notAfter": {"type": "string", "format": "date-time"},
          "validitySource": {"type": "string"},
          "publicKey": {"type": "string", "description": "The algorithm of the key."},
          "signatureAlgorithm": {"type": "string"},
          "extensions": {
            "type": "array",
            "items": {
              "type": "object",
              "required": ["oid", "name", "critical", "values", "der", "source"],
              "properties": {
                "oid": {"type": "string"},
                "name": {"type": "string"},
                "critical": {"type": "boolean"},
                "values": {"type": "array", "items": {"type": "string"}, "description": "The content in words."},
                "der": {"type": "string", "description": "Base64 of the content."},
                "source": {"type": "string"}
              }
            }
          }
        }
      },
      "Disposition": {
        "type": "object",
        "description": "What became of a request.",
        "required": ["requestId", "disposition", "dispositionCode", "status", "message"],
        "properties": {
          "requestId": {"type": "integer", "description": "Number of the request at this CA."},
          "disposition": {"type": "string", "enum": ["incomplete", "error", "denied", "issued", "issuedOutOfBand", "pending", "revoked", "other"]},
          "dispositionCode": {"type": "integer", "description": "CR_DISP number: 1 error, 2 denied, 3 issued, 5 pending."},
          "status": {"type": "string", "description": "HRESULT.", "pattern": "^0x[0-9a-f]{8}$"},
          "message": {"type": "string", "description": "The disposition message, as ICertRequest::GetDispositionMessage gives it."},
          "certificate": {"type": "string", "description": "PEM, once issued; the precertificate while the request waits for its timestamps."},
          "chain": {"type": "array", "description": "PEM of the issuers, up to and with the root.", "items": {"type": "string"}},
          "fullResponse": {"type": "string", "description": "Base64 of a CMC full response."},
          "reason": {"$ref": "#/components/schemas/Reason"}
        }
      },
      "Reason": {
        "type": "object",
        "description": "Why a request was denied.",
        "required": ["rule", "field", "value", "remedy"],
        "properties": {
          "rule": {"type": "string", "description": "The rule that refused."},
          "field": {"type": "string", "description": "The field of the request that the rule looked at."},
          "value": {"type": "string", "description": "The value it found."},
          "remedy": {"type": "string", "description": "How to mend it."}
        }
      },
      "RequestRow": {
        "type": "object",
        "description": "A row of the request table.",
        "required": ["requestId", "disposition", "storedDisposition", "status", "message", "requesterName", "callerName", "submittedWhen", "subject"],
        "properties": {
          "requestId": {"type": "integer", "description": "Number of the request at this CA."},
          "disposition": {"type": "string", "description": "The same words as in a disposition."},
          "storedDisposition": {"type": "integer", "description": "DB_DISP number."},
          "status": {"type": "string", "description": "HRESULT."},
          "message": {"type": "string", "description": "The disposition message."},
          "requesterName": {"type": "string", "description": "Whom the certificate is for."},
          "callerName": {"type": "string", "description": "Who sent the request."},
          "template": {"type": "string", "description": "Name of the template."},
          "submittedWhen": {"type": "string", "description": "When the request arrived.", "format": "date-time"},
          "resolvedWhen": {"type": "string", "description": "When it was issued, denied or failed.", "format": "date-time"},
          "subject": {"type": "string", "description": "Subject name (RFC 4514)."},
          "serialNumber": {"type": "string", "description": "Lowercase hexadecimal, once issued."},
          "notAfter": {"type": "string", "description": "When the certificate expires.", "format": "date-time"},
          "columns": {
            "type": "object",
            "description": "The documented columns by name. Dates are ISO 8601, octets are base64. Only in a record.",
            "additionalProperties": {"type": ["string", "integer"]}
          },
          "officerChanges": {"$ref": "#/components/schemas/OfficerChanges"}
        }
      },
      "OfficerChanges": {
        "type": "object",
        "description": "What officers gave the request while it was pending. Only in a record, and absent when they gave nothing.",
        "required": ["attributes", "extensions"],
        "properties": {
          "attributes": {"type": "object", "description": "Attributes by name.", "additionalProperties": {"type": "string"}},
          "extensions": {
            "type": "array",
            "description": "Extensions that the certificate gets, or gets not.",
            "items": {"$ref": "#/components/schemas/OfficerExtension"}
          },
          "changedBy": {"type": "string", "description": "The officer who made the last change."},
          "changedWhen": {"type": "string", "description": "When the last change was made.", "format": "date-time"}
        }
      },
      "OfficerExtension": {
        "type": "object",
        "description": "An extension that an officer set.",
        "required": ["oid", "name", "critical", "disabled"],
        "properties": {
          "oid": {"type": "string", "description": "Dotted identifier."},
          "name": {"type": "string", "description": "Its name, or the identifier where it has none."},
          "critical": {"type": "boolean", "description": "Whether it is critical."},
          "disabled": {"type": "boolean", "description": "The certificate does not have it."},
          "value": {"type": "string", "description": "Base64 of the DER of the value; absent when it is disabled."}
        }
      },
      "RequestPage": {
        "type": "object",
        "description": "One page of request rows.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "description": "In the order of the request ids.", "items": {"$ref": "#/components/schemas/RequestRow"}},
          "next": {"type": "integer", "description": "Ask again with `after` set to this number. Absent on the last page."}
        }
      },
      "ViewPage": {
        "type": "object",
        "description": "One page of a view.",
        "required": ["items"],
        "properties": {
          "items": {
            "type": "array",
            "description": "Each row has the columns that were asked for and are not empty. Dates are ISO 8601, octets are base64.",
            "items": {"type": "object", "additionalProperties": {"type": ["string", "integer"]}}
          },
          "next": {"type": "string", "description": "Ask again with `after` set to this text. Absent on the last page."}
        }
      },
      "Certificate": {
        "type": "object",
        "description": "An issued certificate.",
        "required": ["requestId", "serialNumber", "certificate", "subject", "requesterName", "notBefore", "notAfter"],
        "properties": {
          "requestId": {"type": "integer", "description": "Number of the request it was issued for."},
          "serialNumber": {"type": "string", "description": "Lowercase hexadecimal."},
          "certificate": {"type": "string", "description": "PEM."},
          "subject": {"type": "string", "description": "Subject name (RFC 4514)."},
          "requesterName": {"type": "string", "description": "Whom it was issued to."},
          "template": {"type": "string", "description": "Name of the template."},
          "notBefore": {"type": "string", "description": "When it becomes valid.", "format": "date-time"},
          "notAfter": {"type": "string", "description": "When it expires.", "format": "date-time"},
          "revokedWhen": {"type": "string", "description": "When it was revoked.", "format": "date-time"},
          "revokedEffectiveWhen": {"type": "string", "description": "From when the revocation counts; it may lie ahead.", "format": "date-time"},
          "revocationReason": {"type": "string", "description": "A word of RFC 5280 §5.3.1, once revoked."}
        }
      },
      "CertificatePage": {
        "type": "object",
        "description": "One page of certificates.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "description": "In the order of the request ids.", "items": {"$ref": "#/components/schemas/Certificate"}},
          "next": {"type": "integer", "description": "Ask again with `after` set to this number. Absent on the last page."}
        }
      },
      "Revoke": {
        "type": "object",
        "description": "How a certificate is revoked. An empty body revokes it without a reason.",
        "additionalProperties": false,
        "properties": {
          "reason": {
            "type": "string",
            "description": "A word of RFC 5280 §5.3.1; unspecified when absent.",
            "enum": [
              "unspecified", "keyCompromise", "caCompromise", "affiliationChanged", "superseded", "cessationOfOperation", "certificateHold",
              "removeFromCRL", "privilegeWithdrawn", "aaCompromise"
            ]
          },
          "revokeAuthority": {
            "type": "boolean",
            "description": "Says that the certificate of a certification authority is meant. Without it such a certificate is not revoked (409)."
          },
          "effective": {
            "type": "string",
            "description": "The time from which it counts; now when absent. Until one that lies ahead the certificate is good, and no list shows it."
          },
          "again": {
            "type": "boolean",
            "description": "Says that a certificate is meant which is revoked already: its reason and time change. Without it that is 409."
          }
        }
      },
      "RevocationList": {
        "type": "object",
        "description": "The state of the newest revocation lists of one key, or of one partition of its certificates.",
        "required": ["key", "partition", "address", "entries", "uncovered", "keyIsOpen"],
        "properties": {
          "key": {"type": "integer", "description": "The key index of the CA version extension."},
          "partition": {"type": "integer", "description": "The partition of the certificates; 0 is the list without one."},
          "address": {"type": "string", "description": "The URL of the list."},
          "number": {"type": "integer", "description": "CRL number; absent while there is no list."},
          "thisUpdate": {"type": "string", "description": "When it was signed.", "format": "date-time"},
          "nextUpdate": {"type": "string", "description": "When the next one is due at the latest.", "format": "date-time"},
          "entries": {"type": "integer", "description": "Revoked certificates on it."},
          "uncovered": {"type": "integer", "description": "Revocations and releases that neither the list nor its delta shows."},
          "keyIsOpen": {"type": "boolean", "description": "Whether the next list can be signed without a passphrase."},
          "warning": {"type": "string", "description": "A sentence for the administrator, when something needs attention."},
          "delta": {
            "type": "object",
            "description": "The newest delta list: the changes since a complete list. Absent where none are made.",
            "required": ["address", "number", "baseNumber", "thisUpdate", "nextUpdate", "entries"],
            "properties": {
              "address": {"type": "string", "description": "The URL of the delta list."},
              "number": {"type": "integer", "description": "CRL number; complete lists and deltas have one numbering."},
              "baseNumber": {"type": "integer", "description": "The number of the complete list to which the changes apply."},
              "thisUpdate": {"type": "string", "description": "When it was signed.", "format": "date-time"},
              "nextUpdate": {"type": "string", "description": "When the next one is due at the latest.", "format": "date-time"},
              "entries": {"type": "integer", "description": "Certificates on it, released ones included."}
            }
          }
        }
      },
      "RequestAttributes": {
        "type": "object",
        "description": "Attributes for a pending request.",
        "required": ["attributes"],
        "additionalProperties": false,
        "properties": {
          "attributes": {"type": "object", "description": "Value by name.", "additionalProperties": {"type": "string"}}
        }
      },
      "ExtensionChange": {
        "type": "object",
        "description": "What becomes of an extension. An officer narrows what the template gives, or adds an extension without a meaning for trust.",
        "additionalProperties": false,
        "properties": {
          "type": {"type": "string", "description": "binary when absent.", "enum": ["long", "date", "string", "binary"]},
          "value": {"type": "string", "description": "A decimal number, a date, the text, or base64 of the DER. Only disable needs none."},
          "critical": {"type": "boolean", "description": "The extension is critical."},
          "disable": {"type": "boolean", "description": "The certificate does not have the extension."}
        }
      },
      "Renewal": {
        "type": "object",
        "description": "An empty body keeps the key. The same order again goes on where the last one stopped.",
        "additionalProperties": false,
        "properties": {
          "newKey": {"type": "boolean", "description": "Whether a new key is made."},
          "keyAlgorithm": {
            "type": "string",
            "description": "p256, p384, p521, rsa-2048 to rsa-16384, rsa-pss-2048 to rsa-pss-16384, ed25519, ml-dsa-65, ml-dsa-87, brainpoolP256r1, brainpoolP384r1 or brainpoolP512r1; the kind of the present key when absent.",
            "examples": ["p384"]
          },
          "hash": {"type": "string", "description": "sha256, sha384 or sha512; the usual one of the key when absent.", "examples": ["sha384"]},
          "validitySeconds": {"type": "integer", "minimum": 86400, "description": "As long as the present certificate when absent."},
          "passphrase": {"type": "string", "description": "Opens the root's keys for this call alone. Accepted only from loopback."}
        }
      },
      "RenewalOutcome": {
        "type": "object",
        "description": "What became of a renewal.",
        "properties": {
          "generation": {"type": "integer", "description": "The index of the certificate that the CA issues with; absent while it waits."},
          "certificate": {"type": "string", "description": "PEM."},
          "request": {"type": "string", "description": "PEM of the PKCS #10 request to take to the CA above."}
        }
      },
      "AuthorityCertificate": {
        "type": "object",
        "description": "The certificate of a CA from another installation.",
        "required": ["certificates"],
        "additionalProperties": false,
        "properties": {
          "certificates": {
            "type": "array",
            "items": {"type": "string"},
            "description": "The certificate and every one above it up to the root, in any order; each PEM, or base64 of the DER.",
            "examples": [["MAA="]]
          },
          "root": {"type": "string", "description": "The root that must be at the top.", "examples": ["MAA="]}
        }
      },
      "AuthorityOrder": {
        "type": "object",
        "description": "A further CA.",
        "required": ["kind", "name"],
        "additionalProperties": false,
        "properties": {
          "kind": {
            "type": "string",
            "enum": ["subordinate", "issuing", "root"],
            "description": "issuing and root sign their own certificates; a root issues to CAs only."
          },
          "name": {"type": "string", "description": "The common name, by which the CA is called."},
          "subject": {"type": "string", "description": "The whole name, as RFC 4514 writes it.", "examples": ["CN=a,O=b"]},
          "organization": {"type": "string", "description": "O of the name, when subject is absent."},
          "parent": {"type": "string", "description": "The CA of this server that certifies a subordinate one; another installation does when absent."},
          "keyAlgorithm": {"type": "string", "description": "As in a renewal; p256 when absent.", "examples": ["p384"]},
          "hash": {"type": "string", "description": "As in a renewal.", "examples": ["sha384"]},
          "keyToken": {"type": "string", "description": "The pkcs11: URI of the token on which its key is made; a sealed file when absent.", "examples": ["pkcs11:token=ca"]},
          "validitySeconds": {"type": "integer", "minimum": 86400, "description": "Ten years when absent."},
          "pathLength": {"type": "integer", "description": "How many CA certificates may follow below; any number when absent."},
          "crlPeriodSeconds": {"type": "integer", "minimum": 60, "description": "A day when absent."},
          "crlValiditySeconds": {"type": "integer", "minimum": 60, "description": "A week when absent."},
          "publicAddress": {"type": "string", "pattern": "^http://", "description": "That of the other CAs when absent."},
          "loadsTemplates": {"type": "boolean", "description": "Whether it issues for the built-in templates at once; true when absent."},
          "extensions": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Further extensions of its certificate, each base64 of the DER of an Extension.",
            "examples": [["MAwGA1UdEwQFMAMBAf8="]]
          },
          "passphrase": {"type": "string", "description": "Opens the root's keys and seals those of a new root. Accepted only from loopback."}
        }
      },
      "Generations": {
        "type": "object",
        "description": "The certificates of a CA, and what waits.",
        "required": ["generations"],
        "properties": {
          "generations": {"type": "array", "items": {"$ref": "#/components/schemas/Generation"}, "description": "Oldest first."},
          "waiting": {"$ref": "#/components/schemas/WaitingRenewal"}
        }
      },
      "Generation": {
        "type": "object",
        "description": "A certificate of a CA.",
        "required": [
          "index", "key", "certificate", "serial", "notBefore", "notAfter", "keyAlgorithm", "signatureAlgorithm", "keyIsOpen",
          "certificateAddress", "listAddress"
        ],
        "properties": {
          "index": {"type": "integer", "description": "The certificate index of the CA version."},
          "key": {"type": "integer", "description": "The key index: that of the certificate in which the key first appeared."},
          "certificate": {"type": "string", "description": "PEM."},
          "serial": {"type": "string", "description": "Hexadecimal."},
          "notBefore": {"type": "string", "description": "ISO 8601."},
          "notAfter": {"type": "string", "description": "ISO 8601."},
          "keyAlgorithm": {"type": "string", "description": "The kind of the key."},
          "signatureAlgorithm": {"type": "string", "description": "The algorithm of certificates and lists."},
          "keyIsOpen": {"type": "boolean", "description": "Whether it can sign without a passphrase."},
          "certificateAddress": {"type": "string", "description": "Where everybody fetches the certificate."},
          "listAddress": {"type": "string", "description": "Where everybody fetches the revocation list of its key."},
          "warning": {"type": "string", "description": "Why it cannot issue at this time."}
        }
      },
      "WaitingRenewal": {
        "type": "object",
        "description": "A renewal that was begun and has not ended.",
        "required": ["began", "newKey"],
        "properties": {
          "began": {"type": "string", "description": "ISO 8601."},
          "newKey": {"type": "boolean", "description": "Whether it has a new key."},
          "request": {"type": "string", "description": "PEM of the request; absent when the same order again ends the renewal."}
        }
      },
      "KeyRecovery": {
        "type": "object",
        "description": "The recovery of an archived key. It never holds a key.",
        "required": ["requestId", "state", "recovery", "agreed", "needed", "agents", "acts"],
        "properties": {
          "requestId": {"type": "integer"},
          "serialNumber": {"type": "string", "description": "Of the certificate; absent while there is none."},
          "state": {"type": "string", "enum": ["none", "proposed", "approved"]},
          "recovery": {"type": "integer", "description": "Counts the recoveries of the request from 1; 0 when there was none."},
          "agreed": {"type": "integer", "description": "Officers who agreed to the open recovery."},
          "needed": {"type": "integer", "description": "Officers who have to."},
          "agents": {"type": "array", "description": "SHA-1 of the certificates of the agents who can open the key.", "items": {"type": "string"}},
          "acts": {
            "type": "array",
            "description": "Every act, the oldest first.",
            "items": {
              "type": "object",
              "required": ["kind", "officer", "when"],
              "properties": {
                "kind": {"type": "string", "enum": ["proposed", "approved", "withdrawn", "handedOut"]},
                "officer": {"type": "string"},
                "when": {"type": "string", "format": "date-time"},
                "reason": {"type": "string"}
              }
            }
          }
        }
      },
      "KeyRecoveryStep": {
        "type": "object",
        "description": "What an officer does about a recovery. A proposal needs a reason.",
        "required": ["step"],
        "additionalProperties": false,
        "properties": {
          "step": {"type": "string", "enum": ["propose", "approve", "withdraw"]},
          "reason": {"type": "string", "maxLength": 400}
        }
      },
      "ArchivedKey": {
        "type": "object",
        "description": "An archived key.",
        "required": ["message"],
        "properties": {
          "message": {"type": "string", "description": "Base64 of SignedData of the authority around EnvelopedData for the key recovery agents."}
        }
      },
      "KeyImport": {
        "type": "object",
        "description": "The key of a certificate, to be archived.",
        "required": ["key"],
        "additionalProperties": false,
        "properties": {
          "key": {"type": "string", "description": "Base64 or PEM of EnvelopedData for the exchange certificate around a key blob of CryptoAPI or CNG."},
          "replace": {"type": "boolean", "description": "Replaces a key that is archived already; the former one is kept too."}
        }
      },
      "Erasure": {
        "type": "object",
        "description": "Which requests lose their content: exactly one member. What is pending, issued and not expired, or revoked is never erased.",
        "additionalProperties": false,
        "properties": {
          "expiredBefore": {"type": "string", "description": "Those whose certificate expired before this time."},
          "failedBefore": {"type": "string", "description": "Denied and failed ones that were last changed before this time."},
          "requestId": {"type": "integer", "description": "One request."},
          "attributesOfRequest": {"type": "integer", "description": "The attributes of one request alone."}
        }
      },
      "Erased": {
        "type": "object",
        "description": "The answer to an erasure.",
        "required": ["erased"],
        "properties": {"erased": {"type": "integer", "description": "How many requests were erased; with attributesOfRequest, how many attributes."}}
      },
      "History": {
        "type": "object",
        "description": "Rows of a former database, at most 200.",
        "required": ["rows"],
        "additionalProperties": false,
        "properties": {"rows": {"type": "array", "maxItems": 200, "items": {"$ref": "#/components/schemas/HistoryRow"}}}
      },
      "HistoryRow": {
        "type": "object",
        "description": "One row of a former database.",
        "required": ["formerRequest", "disposition", "submitted", "requester"],
        "additionalProperties": false,
        "properties": {
          "formerRequest": {"type": "integer", "description": "The request id there."},
          "certificate": {"type": "string", "description": "PEM, or base64 of the DER; absent for denied and failed requests."},
          "disposition": {"type": "integer", "description": "20 issued, 21 revoked, 30 failed, 31 denied.", "enum": [20, 21, 30, 31]},
          "status": {"type": "string", "description": "The HRESULT, for example 0x80094012; 0x00000000 when absent."},
          "message": {"type": "string", "description": "The disposition message."},
          "submitted": {"type": "string", "format": "date-time", "description": "When the request was submitted."},
          "resolved": {"type": "string", "format": "date-time", "description": "When it was decided."},
          "requester": {"type": "string", "description": "The name of the requester there."},
          "template": {"type": "string", "description": "The name or OID of the template."},
          "revokedWhen": {"type": "string", "format": "date-time", "description": "When it was revoked; only with disposition 21."},
          "revokedEffectiveWhen": {"type": "string", "format": "date-time", "description": "From when the revocation counts; revokedWhen when absent."},
          "revocationReason": {"type": "integer", "description": "The number of the reason (RFC 5280 §5.3.1); 0 when absent."}
        }
      },
      "HistoryOutcomes": {
        "type": "object",
        "description": "What became of each row.",
        "required": ["rows"],
        "properties": {
          "rows": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/HistoryOutcome"}
          }
        }
      },
      "HistoryOutcome": {
        "type": "object",
        "description": "What became of one row.",
        "required": ["state"],
        "properties": {
          "state": {"type": "string", "enum": ["imported", "present", "refused"]},
          "requestId": {"type": "integer", "description": "The row here; absent for a refused one."},
          "reason": {"type": "string", "description": "Why it was refused, and what to do."}
        }
      },
      "CertificateImport": {
        "type": "object",
        "description": "A certificate without a row.",
        "required": ["certificate"],
        "additionalProperties": false,
        "properties": {
          "certificate": {"type": "string", "description": "PEM, or base64 of the DER."},
          "allowForeign": {"type": "boolean", "description": "Keeps the certificate of another authority too."},
          "existingRow": {"type": "boolean", "description": "Makes it the certificate of the pending request that has its key."}
        }
      },
      "Imported": {
        "type": "object",
        "description": "The answer to an import.",
        "required": ["requestId"],
        "properties": {"requestId": {"type": "integer", "description": "The row of the certificate."}}
      },
      "Validity": {
        "type": "object",
        "description": "What the authority says about a serial number, as ICertAdmin::IsValidCertificate does.",
        "required": ["disposition"],
        "properties": {
          "disposition": {"type": "integer", "description": "2 revoked, 3 valid, 4 not issued here."},
          "revocationReason": {"type": "string", "description": "Also of a revocation that lies ahead."},
          "revokedFrom": {"type": "string", "description": "The time from which the revocation counts."}
        }
      },
      "Publication": {
        "type": "object",
        "description": "An empty body signs with the keys that are open.",
        "additionalProperties": false,
        "properties": {
          "passphrase": {
            "type": "string",
            "description": "Opens a key that is kept away, for this call alone. Accepted from loopback only, and neither stored nor logged."
          },
          "republish": {
            "type": "boolean",
            "description": "Makes the public copies of the newest lists again; a list is signed only if it is due."
          },
          "until": {
            "type": "string",
            "description": "When the next lists are to come, instead of a period from now; these end the usual overlap later."
          },
          "lists": {"type": "string", "description": "all when absent.", "enum": ["base", "delta", "all"]}
        }
      },
      "Property": {
        "type": "object",
        "description": "A property of a CA and its value.",
        "required": ["id", "name", "type", "indexed", "value"],
        "properties": {
          "id": {"type": "integer", "description": "CR_PROP number."},
          "name": {"type": "string", "description": "The documented name without CR_PROP_."},
          "type": {"type": "string", "enum": ["long", "date", "binary", "string"]},
          "indexed": {"type": "boolean", "description": "Whether the property takes an index."},
          "value": {"type": ["string", "integer"], "description": "A long is a number. Octets are base64, a date is ISO 8601 in UTC."}
        }
      },
      "PropertyUpdate": {
        "type": "object",
        "description": "The new value of a property.",
        "required": ["value"],
        "additionalProperties": false,
        "properties": {
          "value": {"type": ["string", "integer"], "description": "In the form that reading it has."}
        }
      },
      "ExitTest": {
        "type": "object",
        "description": "What came of a test event.",
        "required": ["event", "taken", "milliseconds"],
        "properties": {
          "event": {"type": "string", "description": "The id in the event that was sent."},
          "taken": {"type": "boolean", "description": "Whether the receiver took it: a program by ending with status 0, an address by a status from 200 to 299."},
          "fault": {"type": "string", "description": "Why it was not taken; absent when it was."},
          "milliseconds": {"type": "integer", "description": "How long that took."}
        }
      },
      "AuditRecord": {
        "type": "object",
        "description": "A row of the record. SHA-256 of 0x00, form, kind and SHA-256(salt, form, text) is its leaf hash.",
        "required": ["position", "when", "event", "kind", "actor", "leafHash", "salt", "form", "text"],
        "properties": {
          "position": {"type": "integer", "description": "From 1; the leaf in the log has the index before it."},
          "when": {"type": "string", "format": "date-time"},
          "event": {"type": "string", "description": "A past fact, such as requestIssued."},
          "kind": {"type": "integer", "description": "The octet of the event in the leaf."},
          "actor": {"type": "string", "description": "An account name, or the name of a service."},
          "leafHash": {"type": "string", "description": "Hexadecimal."},
          "salt": {"type": "string", "description": "Hexadecimal."},
          "form": {"type": "integer", "description": "The first octet of the record."},
          "text": {"type": "string", "description": "The rest of the record: a JSON object with everything that is known of the act."}
        }
      },
      "AuditPage": {
        "type": "object",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/AuditRecord"}},
          "next": {"type": "integer", "description": "Give it as `after`; absent at the end of the record."}
        }
      },
      "RecordLog": {
        "type": "object",
        "description": "The log over the record (C2SP tlog-tiles).",
        "required": ["generation", "origin", "verifierKey", "size", "publishedSize"],
        "properties": {
          "generation": {"type": "integer", "description": "From 1; a restored database goes on as the next."},
          "origin": {"type": "string", "description": "The name of the log, and of its key."},
          "verifierKey": {"type": "string", "description": "The key that verifies checkpoints, as name+ID+key."},
          "size": {"type": "integer", "description": "The rows of the record that are in the log."},
          "checkpoint": {"type": "string", "description": "The published checkpoint, a signed note; absent before the first."},
          "publishedSize": {"type": "integer"},
          "obstacle": {"type": "string", "description": "Why nothing is signed; absent while all is well."}
        }
      },
      "Mail": {
        "type": "object",
        "description": "A mail of the outbox, without its content.",
        "required": ["id", "event", "address", "queued", "attempts", "failed"],
        "properties": {
          "id": {"type": "string", "format": "uuid", "description": "Also the left part of its Message-ID."},
          "event": {"type": "string", "description": "The event that caused it."},
          "template": {"type": "string", "description": "The file of its text; absent for the built-in one."},
          "address": {"type": "string"},
          "queued": {"type": "string", "format": "date-time"},
          "attempts": {"type": "integer", "description": "How often it was brought to the mail server."},
          "due": {"type": "string", "format": "date-time", "description": "The time of the next attempt; absent when it has failed."},
          "failed": {"type": "boolean", "description": "Nothing more happens until somebody sends it again."},
          "reason": {"type": "string", "description": "Why the last attempt failed."}
        }
      },
      "MailPage": {
        "type": "object",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/Mail"}},
          "next": {"type": "string", "description": "Ask for the following page with `after` set to it; absent on the last page."}
        }
      },
      "MailTest": {
        "type": "object",
        "description": "The address of a test.",
        "required": ["address"],
        "additionalProperties": false,
        "properties": {"address": {"type": "string", "minLength": 3, "maxLength": 254, "examples": ["alice@example.com"]}}
      },
      "MailTestResult": {
        "type": "object",
        "description": "What came of a test.",
        "required": ["address", "taken"],
        "properties": {
          "address": {"type": "string"},
          "taken": {"type": "boolean", "description": "Whether the mail server accepted it."},
          "fault": {"type": "string", "description": "Why it was not accepted; absent when it was."}
        }
      },
      "Settings": {
        "type": "object",
        "description": "The settings of a CA.",
        "required": ["singleOperator", "crlPeriodSeconds", "crlValiditySeconds", "publicAddress", "unissuedPerHour", "linkedPolicies", "certificateTransparency", "largestTimestampList", "presigning"],
        "properties": {
          "singleOperator": {"type": "boolean", "description": "One person may request and approve."},
          "crlPeriodSeconds": {"type": "integer", "description": "Time from one revocation list to the next."},
          "crlValiditySeconds": {"type": "integer", "description": "How long a list is valid; at least its period."},
          "publicAddress": {"type": "string", "description": "The beginning of the CRL and CA certificate URLs in new certificates."},
          "unissuedPerHour": {"type": "integer", "description": "Denied and pending requests that one account may leave behind in an hour."},
          "linkedPolicies": {"type": "object", "description": "Issuance policies that stand for a group: the SID of the group by dotted OID."},
          "configuration": {"type": "object", "description": "The entries of the configuration that somebody has set; absent when there are none."},
          "certificateTransparency": {"type": "boolean", "description": "Requests may ask for a precertificate."},
          "largestTimestampList": {"type": "integer", "description": "The largest list of signed certificate timestamps in a certificate, in octets."},
          "presigning": {"type": "boolean", "description": "Requests may ask for a pre-signed certificate."},
          "endorsementIssuers": {"type": "array", "description": "Certificates, in base64, whose holders certify endorsement keys of TPMs; absent when there are none.", "items": {"type": "string"}},
          "endorsementKeys": {"type": "array", "description": "SHA-256 of endorsement keys that count without a certificate; absent when there are none.", "items": {"type": "string"}},
          "ocsp": {"$ref": "#/components/schemas/OCSPSettings"},
          "recoveryAgents": {"type": "array", "description": "Certificates, in base64, of the key recovery agents; absent when there are none.", "items": {"type": "string"}},
          "recoveryAgentsUsed": {"type": "integer", "description": "To how many of them each archived key is sealed; 1 when absent."},
          "recoveryOfficers": {"type": "integer", "description": "How many officers agree before an archived key is handed out; 2 when absent."},
          "partitionLocations": {"type": "array", "description": "The addresses that certificates of partitions may name; absent when certificates were never divided.", "items": {"type": "string"}}
        }
      },
      "OCSPSettings": {
        "type": "object",
        "description": "How the CA answers questions about the status of its certificates. An update may have any subset of the members.",
        "additionalProperties": false,
        "properties": {
          "inCertificates": {"type": "boolean", "description": "New certificates name the responder."},
          "mode": {"type": "string", "enum": ["onDemand", "preProduced"], "description": "When answers are signed."},
          "validitySeconds": {"type": "integer", "minimum": 300, "maximum": 864000, "description": "How long an answer is valid."},
          "neverIssued": {"type": "string", "enum": ["unknown", "revoked"], "description": "What is said of serial numbers that the CA never gave."},
          "signerKey": {"type": "string", "enum": ["p256", "p384", "rsa2048", "rsa3072"], "description": "The key of the delegated signer."},
          "signerValiditySeconds": {"type": "integer", "minimum": 86400, "maximum": 31622400, "description": "How long the certificate of a delegated signer is valid."},
          "authorityKeySigns": {"type": "boolean", "description": "The CA's own key signs while there is no delegated signer."},
          "archiveSeconds": {"type": "integer", "minimum": 0, "maximum": 3162240000, "description": "How long after its end the status of a certificate can be relied on; 0 leaves it out of the answers."}
        }
      },
      "ConfigurationValue": {
        "type": "object",
        "description": "A value of the configuration: a number of 32 bits, a text, a list of texts, or octets.",
        "required": ["value"],
        "additionalProperties": false,
        "properties": {
          "value": {
            "description": "A number, a string, an array of strings, or an object with octets in base64.",
            "type": ["integer", "string", "array", "object"]
          }
        }
      },
      "ConfigurationChange": {
        "type": "object",
        "description": "Names of flags to set and clear, or lines of a list to add and remove.",
        "additionalProperties": false,
        "properties": {
          "add": {"type": "array", "items": {"type": "string"}},
          "remove": {"type": "array", "items": {"type": "string"}}
        }
      },
      "ConfigurationEntry": {
        "type": "object",
        "description": "One entry of the configuration of a CA.",
        "required": ["node", "name", "value", "standard", "effect"],
        "properties": {
          "node": {"type": "string", "description": "The documented path of the node; empty for the CA's own."},
          "name": {"type": "string", "description": "Name of the entry."},
          "value": {"type": ["integer", "string", "array", "object"], "description": "The value, as in ConfigurationValue."},
          "standard": {"type": ["integer", "string", "array", "object"], "description": "The value of a CA that nobody has configured."},
          "effect": {"type": "string", "description": "What the entry does here: effective or stored, and how."},
          "flags": {
            "type": "array",
            "description": "The bits of a set of flags; absent for other entries.",
            "items": {
              "type": "object",
              "required": ["name", "bit", "set", "effect"],
              "properties": {
                "name": {"type": "string", "description": "The documented name."},
                "bit": {"type": "integer", "description": "The documented bit."},
                "set": {"type": "boolean", "description": "Whether it is set."},
                "effect": {"type": "string", "description": "What it does here: effective, stored or refused, and why."}
              }
            }
          }
        }
      },
      "Security": {
        "type": "object",
        "description": "The access list of a CA, in two forms, and the separation of roles.",
        "required": ["revision", "sddl", "entries", "roleSeparation"],
        "properties": {
          "revision": {"type": "integer", "description": "The revision of the CA, as in the ETag."},
          "sddl": {"type": "string", "description": "The list as a security descriptor. Rights: 1 administer, 2 manage, 4 audit, 8 operate, 0x100 read, 0x200 enroll."},
          "entries": {"type": "array", "items": {"$ref": "#/components/schemas/SecurityEntry"}},
          "roleSeparation": {"type": "boolean", "description": "An account with more than one of the first four rights loses all of them."}
        }
      },
      "SecurityEntry": {
        "type": "object",
        "required": ["trustee", "rights", "deny"],
        "properties": {
          "trustee": {"type": "string", "description": "A SID; in requests also the name of an account or group."},
          "name": {"type": "string", "description": "The name of the account, when it is known. Ignored in requests."},
          "rights": {"type": "array", "items": {"type": "string", "enum": ["manageAuthority", "issueAndManage", "audit", "operate", "read", "enroll"]}},
          "deny": {"type": "boolean", "description": "Takes the rights instead of giving them; false when absent in a request."}
        }
      },
      "SecurityUpdate": {
        "type": "object",
        "description": "The access list as sddl or as entries, the role separation, or both. What is absent stays as it is.",
        "additionalProperties": false,
        "properties": {
          "sddl": {"type": "string", "maxLength": 200000},
          "entries": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/components/schemas/SecurityEntry"}},
          "roleSeparation": {"type": "boolean"}
        }
      },
      "Roles": {
        "type": "object",
        "description": "The roles of the caller.",
        "required": ["roles", "bits", "suspended"],
        "properties": {
          "roles": {"type": "array", "items": {"type": "string", "enum": ["administrator", "officer", "auditor", "operator", "reader", "enrollee"]}},
          "bits": {"type": "integer", "description": "The bits of ICertAdmin2::GetMyRoles."},
          "suspended": {"type": "array", "items": {"type": "string"}, "description": "The roles that role separation takes away."}
        }
      },
      "OfficerRights": {
        "type": "object",
        "description": "Lines that allow and deny. Without a line, officers are not restricted.",
        "required": ["revision", "restrictions"],
        "properties": {
          "revision": {"type": "integer"},
          "restrictions": {"type": "array", "items": {"$ref": "#/components/schemas/OfficerRestriction"}}
        }
      },
      "OfficerRightsUpdate": {
        "type": "object",
        "required": ["restrictions"],
        "additionalProperties": false,
        "properties": {
          "restrictions": {"type": "array", "maxItems": 1000, "items": {"$ref": "#/components/schemas/OfficerRestriction"}}
        }
      },
      "OfficerRestriction": {
        "type": "object",
        "description": "An officer may act on requests for the template whose subject is one of the subjects, or may not.",
        "required": ["officer", "subjects", "deny"],
        "properties": {
          "officer": {"type": "string", "description": "A SID; in requests also a name."},
          "officerName": {"type": "string", "description": "Ignored in requests."},
          "template": {"type": "string", "description": "The template's name; absent for every template."},
          "subjects": {"type": "string", "description": "The SID of an account or group; in requests also a name, such as Everyone."},
          "subjectsName": {"type": "string", "description": "Ignored in requests."},
          "deny": {"type": "boolean"}
        }
      },
      "AuditFilter": {
        "type": "object",
        "required": ["revision", "filter"],
        "properties": {
          "revision": {"type": "integer"},
          "filter": {"type": "integer", "description": "1 start and stop, 2 backup and restore, 4 requests, 8 revocation, 16 security, 32 archived keys, 64 configuration."}
        }
      },
      "AuditFilterUpdate": {
        "type": "object",
        "required": ["filter"],
        "additionalProperties": false,
        "properties": {"filter": {"type": "integer", "minimum": 0, "maximum": 127}}
      },
      "SettingsUpdate": {
        "type": "object",
        "description": "Any subset of the settings. An absent member stays as it is.",
        "additionalProperties": false,
        "properties": {
          "singleOperator": {"type": "boolean"},
          "crlPeriodSeconds": {"type": "integer", "minimum": 60, "maximum": 31622400},
          "crlValiditySeconds": {"type": "integer", "minimum": 60, "maximum": 63244800},
          "publicAddress": {"type": "string", "pattern": "^http://", "maxLength": 1024},
          "unissuedPerHour": {"type": "integer", "minimum": 1, "maximum": 1000000},
          "linkedPolicies": {"type": "object", "description": "Replaces all of them.", "additionalProperties": {"type": "string"}},
          "certificateTransparency": {"type": "boolean"},
          "largestTimestampList": {"type": "integer", "minimum": 64, "maximum": 8192},
          "presigning": {"type": "boolean"},
          "endorsementIssuers": {"type": "array", "description": "Replaces all of them.", "maxItems": 64, "items": {"type": "string"}},
          "endorsementKeys": {"type": "array", "description": "Replaces all of them.", "maxItems": 4096, "items": {"type": "string"}},
          "ocsp": {"$ref": "#/components/schemas/OCSPSettings"},
          "recoveryAgents": {"type": "array", "description": "Replaces all of them.", "maxItems": 16, "items": {"type": "string"}},
          "recoveryAgentsUsed": {"type": "integer", "minimum": 1, "maximum": 16},
          "recoveryOfficers": {"type": "integer", "minimum": 2, "maximum": 16}
        }
      },
      "Template": {
        "type": "object",
        "description": "The newest version of a certificate template. Flags are the numbers of MS-CRTD.",
        "required": [
          "name", "displayName", "oid", "schemaVersion", "majorVersion", "minorVersion", "flags", "nameFlags", "enrollmentFlags", "privateKeyFlags",
          "minimumKeySize", "minimumCurveBits", "keySpec", "keyUsage", "validitySeconds", "overlapSeconds", "extendedKeyUsage", "criticalExtensions",
          "authorizedSignatures", "acceptsSHA1ProofOfPossession", "access", "version"
        ],
        "properties": {
          "name": {"type": "string", "description": "The name that requests use."},
          "displayName": {"type": "string", "description": "The name for people."},
          "oid": {"type": "string", "description": "Object identifier of the template."},
          "schemaVersion": {"type": "integer", "description": "1 to 4."},
          "majorVersion": {"type": "integer", "description": "Grows with every change that clients must notice."},
          "minorVersion": {"type": "integer", "description": "Grows with every other change."},
          "flags": {"type": "integer", "description": "MS-CRTD 2.4."},
          "nameFlags": {"type": "integer", "description": "MS-CRTD 2.28."},
          "enrollmentFlags": {"type": "integer", "description": "MS-CRTD 2.26."},
          "privateKeyFlags": {"type": "integer", "description": "MS-CRTD 2.27."},
          "minimumKeySize": {"type": "integer", "description": "Bits of an RSA modulus."},
          "minimumCurveBits": {"type": "integer", "description": "Bits of the smallest curve accepted."},
          "acceptedCurves": {
            "type": "array",
            "description": "The curves an elliptic key may be on. When absent, those of NIST.",
            "items": {"type": "string", "enum": ["p256", "p384", "p521", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"]}
          },
          "keySpec": {"type": "integer", "description": "1 key exchange, 2 signature."},
          "keyUsage": {"type": "integer", "description": "Bit n of RFC 5280 §4.2.1.3 is 1 << n."},
          "validitySeconds": {"type": "integer", "description": "How long a certificate is valid."},
          "overlapSeconds": {"type": "integer", "description": "How long before expiry clients renew."},
          "extendedKeyUsage": {"type": "array", "description": "Object identifiers of the purposes.", "items": {"type": "string"}},
          "criticalExtensions": {
            "type": "array",
            "description": "Object identifiers of the extensions that are marked critical.",
            "items": {"type": "string"}
          },
          "pathLength": {"type": "integer", "description": "Of a CA template; unlimited when absent."},
          "authorizedSignatures": {"type": "integer", "description": "Authorized signatures required beside the requester's own."},
          "acceptsSHA1ProofOfPossession": {"type": "boolean", "description": "Whether a request may prove possession with SHA-1."},
          "supersededTemplates": {"type": "array", "description": "Names of the templates that this one replaces.", "items": {"type": "string"}},
          "authorizedSignaturePolicies": {
            "type": "array",
            "description": "Issuance policies that the certificate of every authorized signer must hold.",
            "items": {"type": "string"}
          },
          "authorizedSignaturePurposes": {
            "type": "array",
            "description": "Purposes that the certificate of every authorized signer must hold.",
            "items": {"type": "string"}
          },
          "issuancePolicies": {"type": "array", "description": "Object identifiers for the extension certificatePolicies.", "items": {"type": "string"}},
          "applicationPolicies": {
            "type": "array",
            "description": "From schema 2 on, the purposes of the certificate; when empty, those of extendedKeyUsage.",
            "items": {"type": "string"}
          },
          "keyProviders": {"type": "array", "description": "The key providers that clients try, in order.", "items": {"type": "string"}},
          "lintProfiles": {
            "type": "array",
            "description": "The profiles whose rules certificates follow beyond those of RFC 5280.",
            "items": {"type": "string", "enum": ["cabf-tls", "cabf-smime", "windows-logon", "windows-controller"]}
          },
          "asymmetricAlgorithm": {"type": "string", "description": "The only kind of key that is certified, such as RSA or ECDSA_P256; any when absent."},
          "symmetricAlgorithm": {"type": "string", "description": "How clients encrypt a private key that they send for archival."},
          "symmetricKeyLength": {"type": "integer", "description": "Bits of the key of symmetricAlgorithm."},
          "hashAlgorithm": {"type": "string", "description": "The digest that clients sign their request with."},
          "keySecurityDescriptor": {"type": "string", "description": "SDDL: who may use the private key on the client."},
          "providerKeyUsage": {"type": "integer", "description": "What a modern key provider lets the key do."},
          "access": {"type": "array", "description": "Who may read, enroll and autoenroll.", "items": {"$ref": "#/components/schemas/AccessEntry"}},
          "version": {"type": "integer", "description": "Number of the stored version, from 1."}
        }
      },
      "TemplateState": {
        "type": "object",
        "description": "A stored template as one CA sees it.",
        "required": ["name", "displayName", "version", "published", "problems", "retired"],
        "properties": {
          "name": {"type": "string", "description": "The name that requests use."},
          "displayName": {"type": "string", "description": "The name for people."},
          "version": {"type": "integer", "description": "Number of the stored version, from 1."},
          "published": {"type": "boolean", "description": "Whether the CA issues for it."},
          "problems": {
            "type": "array",
            "description": "The rules that it breaks; it is not published before they are mended or accepted.",
            "items": {"$ref": "#/components/schemas/TemplateFinding"}
          },
          "retired": {"type": "boolean", "description": "Nobody can enroll for it any more."}
        }
      },
      "TemplateFinding": {
        "type": "object",
        "description": "A rule that a template breaks.",
        "required": ["rule", "field", "value", "remedy", "acceptable", "accepted"],
        "properties": {
          "rule": {"type": "string", "description": "ESC1 and so on for known classes of attack, a sentence otherwise."},
          "field": {"type": "string", "description": "The attribute that has to change."},
          "value": {"type": "string"},
          "remedy": {"type": "string"},
          "acceptable": {"type": "boolean", "description": "Whether an administrator may accept it."},
          "accepted": {"type": "boolean"},
          "acceptedBy": {"type": "string"},
          "acceptedReason": {"type": "string"},
          "acceptedWhen": {"type": "string", "format": "date-time"}
        }
      },
      "TemplateEdit": {
        "type": "object",
        "description": "A whole template as its author writes it. Members that are absent and not required have their standard value.",
        "additionalProperties": false,
        "required": [
          "name", "displayName", "schemaVersion", "flags", "nameFlags", "enrollmentFlags", "privateKeyFlags", "minimumKeySize", "minimumCurveBits",
          "keySpec", "keyUsage", "validitySeconds", "overlapSeconds", "extendedKeyUsage", "criticalExtensions", "authorizedSignatures",
          "acceptsSHA1ProofOfPossession", "access"
        ],
        "properties": {
          "name": {"type": "string", "description": "The name that requests use."},
          "displayName": {"type": "string", "description": "The name for people."},
          "oid": {
            "type": "string",
            "description": "The stored one, or a new one, when absent. That of a stored template never changes.",
            "examples": ["1.3.6.1.4.1.311.21.8.1.2.3.4"]
          },
          "schemaVersion": {"type": "integer", "description": "1 to 4."},
          "majorVersion": {"type": "integer", "description": "Raised by the caller where holders must enroll again; otherwise the stored one."},
          "minorVersion": {"type": "integer", "description": "Raised by the server with every change."},
          "flags": {"type": "integer", "description": "MS-CRTD 2.4."},
          "nameFlags": {"type": "integer", "description": "MS-CRTD 2.28."},
          "enrollmentFlags": {"type": "integer", "description": "MS-CRTD 2.26."},
          "privateKeyFlags": {"type": "integer", "description": "MS-CRTD 2.27."},
          "minimumKeySize": {"type": "integer", "description": "Bits of an RSA modulus."},
          "minimumCurveBits": {"type": "integer", "description": "Bits of the smallest curve accepted."},
          "acceptedCurves": {
            "type": "array",
            "description": "The curves an elliptic key may be on. When absent, those of NIST.",
            "items": {"type": "string", "enum": ["p256", "p384", "p521", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"]},
            "examples": [["p256"]]
          },
          "keySpec": {"type": "integer", "description": "1 key exchange, 2 signature."},
          "keyUsage": {"type": "integer", "description": "Bit n of RFC 5280 §4.2.1.3 is 1 << n."},
          "validitySeconds": {"type": "integer", "description": "How long a certificate is valid."},
          "overlapSeconds": {"type": "integer", "description": "How long before expiry clients renew."},
          "extendedKeyUsage": {"type": "array", "description": "Object identifiers of the purposes.", "items": {"type": "string"}, "examples": [["1.3.6.1.5.5.7.3.1"]]},
          "criticalExtensions": {
            "type": "array",
            "description": "Object identifiers of the extensions that are marked critical.",
            "items": {"type": "string"},
            "examples": [["2.5.29.15"]]
          },
          "pathLength": {"type": "integer", "description": "Of a CA template; unlimited when absent."},
          "authorizedSignatures": {"type": "integer", "description": "Authorized signatures required beside the requester's own."},
          "acceptsSHA1ProofOfPossession": {"type": "boolean", "description": "Whether a request may prove possession with SHA-1."},
          "supersededTemplates": {"type": "array", "description": "Names of the templates that this one replaces.", "items": {"type": "string"}},
          "authorizedSignaturePolicies": {
            "type": "array",
            "description": "Issuance policies that the certificate of every authorized signer must hold.",
            "items": {"type": "string"},
            "examples": [["1.2.3"]]
          },
          "authorizedSignaturePurposes": {
            "type": "array",
            "description": "Purposes that the certificate of every authorized signer must hold.",
            "items": {"type": "string"},
            "examples": [["1.2.3"]]
          },
          "issuancePolicies": {
            "type": "array",
            "description": "Object identifiers for the extension certificatePolicies.",
            "items": {"type": "string"},
            "examples": [["1.2.3"]]
          },
          "applicationPolicies": {
            "type": "array",
            "description": "From schema 2 on, the purposes of the certificate; when empty, those of extendedKeyUsage.",
            "items": {"type": "string"},
            "examples": [["1.3.6.1.5.5.7.3.1"]]
          },
          "keyProviders": {"type": "array", "description": "The key providers that clients try, in order.", "items": {"type": "string"}},
          "lintProfiles": {
            "type": "array",
            "description": "The profiles whose rules certificates follow beyond those of RFC 5280.",
            "items": {"type": "string", "enum": ["cabf-tls", "cabf-smime", "windows-logon", "windows-controller"]}
          },
          "asymmetricAlgorithm": {"type": "string", "description": "The only kind of key that is certified, such as RSA or ECDSA_P256; any when absent."},
          "symmetricAlgorithm": {"type": "string", "description": "How clients encrypt a private key that they send for archival."},
          "symmetricKeyLength": {"type": "integer", "description": "Bits of the key of symmetricAlgorithm."},
          "hashAlgorithm": {"type": "string", "description": "The digest that clients sign their request with."},
          "keySecurityDescriptor": {"type": "string", "description": "SDDL: who may use the private key on the client."},
          "providerKeyUsage": {"type": "integer", "description": "What a modern key provider lets the key do."},
          "access": {
            "type": "array",
            "description": "Who may read, enroll and autoenroll.",
            "items": {"$ref": "#/components/schemas/AccessEntry"},
            "examples": [[{"trustee": "S-1-5-11", "rights": 1, "deny": false}]]
          },
          "version": {"type": "integer", "description": "Counted by the server; what is sent has no effect."},
          "accept": {
            "type": "array",
            "description": "Rules that the template may break, and why.",
            "items": {"$ref": "#/components/schemas/Acceptance"},
            "examples": [[{"rule": "ESC1", "reason": "an officer looks at every request"}]]
          }
        }
      },
      "Acceptance": {
        "type": "object",
        "description": "A rule that a template may break.",
        "additionalProperties": false,
        "required": ["rule", "reason"],
        "properties": {
          "rule": {"type": "string", "description": "A rule that can be accepted, such as ESC1."},
          "reason": {"type": "string", "description": "1 to 1000 octets."}
        }
      },
      "AcceptanceReason": {
        "type": "object",
        "description": "Why a template may break a rule.",
        "additionalProperties": false,
        "required": ["reason"],
        "properties": {
          "reason": {"type": "string", "description": "1 to 1000 octets."}
        }
      },
      "TemplateBatch": {
        "type": "object",
        "description": "Templates that are stored together or not at all.",
        "additionalProperties": false,
        "required": ["templates"],
        "properties": {
          "templates": {
            "type": "array",
            "description": "At most one document of each name.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["template"],
              "properties": {
                "template": {"type": "object", "description": "The members of TemplateEdit without accept."},
                "accept": {"type": "array", "items": {"$ref": "#/components/schemas/Acceptance"}},
                "ifMatch": {
                  "type": "string",
                  "description": "The ETag of the version that the author has seen, *none* for a new template only; any state when absent."
                }
              }
            },
            "examples": [
              [
                {
                  "template": {
                    "name": "a",
                    "displayName": "a",
                    "schemaVersion": 1,
                    "flags": 1,
                    "nameFlags": 1,
                    "enrollmentFlags": 1,
                    "privateKeyFlags": 1,
                    "minimumKeySize": 1,
                    "minimumCurveBits": 1,
                    "keySpec": 1,
                    "keyUsage": 1,
                    "validitySeconds": 1,
                    "overlapSeconds": 1,
                    "extendedKeyUsage": ["1.3.6.1.5.5.7.3.1"],
                    "criticalExtensions": ["2.5.29.15"],
                    "authorizedSignatures": 1,
                    "acceptsSHA1ProofOfPossession": true,
                    "access": [{"trustee": "S-1-5-11", "rights": 1, "deny": false}]
                  },
                  "ifMatch": "*none*"
                }
              ]
            ]
          },
          "dryRun": {"type": "boolean", "description": "Only say what would be."},
          "storeUnpublished": {"type": "boolean", "description": "Store templates that no CA issues for although they break rules that can be accepted."}
        }
      },
      "TemplateOutcome": {
        "type": "object",
        "description": "What became of a document.",
        "required": ["name", "newVersion", "changes", "findings", "meaning"],
        "properties": {
          "name": {"type": "string"},
          "oldVersion": {"type": "integer", "description": "Absent for a new template."},
          "newVersion": {"type": "integer", "description": "The old one when nothing changed."},
          "changes": {"type": "array", "description": "Field by field.", "items": {"$ref": "#/components/schemas/TemplateFieldChange"}},
          "findings": {"type": "array", "description": "The rules that it breaks.", "items": {"$ref": "#/components/schemas/TemplateFinding"}},
          "meaning": {"type": "array", "description": "What it means for those who enroll, one sentence each.", "items": {"type": "string"}}
        }
      },
      "TemplateFieldChange": {
        "type": "object",
        "description": "A field before and after, as people read it.",
        "required": ["field"],
        "properties": {
          "field": {"type": "string"},
          "from": {"type": "string", "description": "Absent when there was no value."},
          "to": {"type": "string", "description": "Absent when there is no value."}
        }
      },
      "TemplateBatchOutcome": {
        "type": "object",
        "description": "What became of the documents.",
        "required": ["stored", "refused", "templates"],
        "properties": {
          "stored": {"type": "boolean", "description": "Whether they are stored now."},
          "refused": {"type": "boolean", "description": "Whether a finding forbids it; only a dry run says so with status 200."},
          "templates": {"type": "array", "description": "In the order of the documents.", "items": {"$ref": "#/components/schemas/TemplateOutcome"}}
        }
      },
      "TemplateHistory": {
        "type": "object",
        "description": "The versions of a template.",
        "required": ["versions"],
        "properties": {
          "versions": {"type": "array", "description": "Oldest first.", "items": {"$ref": "#/components/schemas/TemplateVersion"}},
          "retiredBy": {"type": "string", "description": "Who retired it; absent while it is in use."},
          "retiredWhen": {"type": "string", "description": "When.", "format": "date-time"}
        }
      },
      "TemplateVersion": {
        "type": "object",
        "description": "A version of a template.",
        "required": ["version", "changes"],
        "properties": {
          "version": {"type": "integer", "description": "From 1."},
          "author": {"type": "string", "description": "Absent for versions of the first start and of earlier programs."},
          "when": {"type": "string", "description": "When it was stored.", "format": "date-time"},
          "changes": {
            "type": "array",
            "description": "The differences from the version before.",
            "items": {"$ref": "#/components/schemas/TemplateFieldChange"}
          }
        }
      },
      "TemplateAccess": {
        "type": "object",
        "description": "Why an account may enroll for a template, or may not.",
        "required": ["template", "authority", "principal", "mayEnroll", "rights", "obstacles"],
        "properties": {
          "template": {"type": "string"},
          "authority": {"type": "string"},
          "principal": {"type": "string"},
          "mayEnroll": {"type": "boolean", "description": "Whether rights and the state of the template allow it; other rules look at the request."},
          "rights": {"type": "array", "items": {"$ref": "#/components/schemas/AccessDecision"}},
          "obstacles": {"type": "array", "description": "What forbids enrollment beside rights, in sentences.", "items": {"type": "string"}}
        }
      },
      "AccessDecision": {
        "type": "object",
        "description": "A right, and what decides about it.",
        "required": ["right", "at", "allowed", "remedy"],
        "properties": {
          "right": {"type": "string", "description": "Read, Enroll, AutoEnroll or Write."},
          "at": {"type": "string", "description": "template or authority."},
          "allowed": {"type": "boolean"},
          "entry": {"$ref": "#/components/schemas/DecidingEntry"},
          "remedy": {"type": "string", "description": "What would have to change to turn it around."}
        }
      },
      "DecidingEntry": {
        "type": "object",
        "description": "The entry of an access list that decides; absent when none is for the account.",
        "required": ["trustee", "rights", "deny", "through"],
        "properties": {
          "trustee": {"type": "string", "description": "A SID."},
          "name": {"type": "string", "description": "Its name, when the directory knows it."},
          "rights": {"type": "array", "items": {"type": "string"}},
          "deny": {"type": "boolean"},
          "through": {"type": "string", "description": "The account itself, or the membership that brings the entry."}
        }
      },
      "ProfileTemplate": {
        "type": "object",
        "additionalProperties": false,
        "required": ["name"],
        "properties": {
          "id": {
            "type": ["string", "null"],
            "maxLength": 36,
            "description": "The GUID; the server's own for a new profile template.",
            "examples": ["5e0a7c11-2b64-4d0f-9a31-7c55d1f0a001"]
          },
          "version": {
            "type": ["integer", "null"],
            "minimum": 1,
            "maximum": 2147483647,
            "description": "The version from which an edit was made."
          },
          "name": {"type": "string", "maxLength": 128, "description": "The name that people see; no other profile template has it."},
          "description": {"type": "string", "maxLength": 1000, "description": "What it is for."},
          "isSmartcard": {"type": "boolean", "description": "Its certificates are on smart cards."},
          "isVirtualSmartcard": {"type": "boolean", "description": "The client makes a virtual card."},
          "isRetired": {"type": "boolean", "description": "Nothing new can be started with it."},
          "certificates": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["template"],
              "properties": {
                "template": {"type": "string", "maxLength": 64, "description": "The name of the certificate template."},
                "authority": {
                  "type": ["string", "null"],
                  "maxLength": 256,
                  "description": "The name of the CA; null is the first one that issues."
                },
                "friendlyName": {"type": "string", "maxLength": 256, "description": "The name that the user sees."},
                "usesLocalMachineStore": {"type": "boolean", "description": "The client installs it for the machine."},
                "isServerGenerated": {"type": "boolean", "description": "The service makes the key and keeps it sealed, so that it can be recovered."}
              }
            },
            "description": "The certificates, in the order of the client's requests.",
            "examples": [[{"template": "User"}]]
          },
          "smartcard": {
            "type": ["object", "null"],
            "additionalProperties": false,
            "properties": {
              "provider": {"type": "string", "enum": ["MSBaseCSP", "PIV"], "description": "The way the client speaks to the card."},
              "adminKeyAlgorithm": {
                "type": "string",
                "enum": ["tripleDES", "aes128", "aes192", "aes256"],
                "description": "The cipher of the admin key."
              },
              "defaultAdminKey": {"type": "string", "maxLength": 64, "description": "Hexadecimal of the admin key that new cards have."},
              "diversifiesAdminKey": {"type": "boolean", "description": "Each card gets an admin key of its own."},
              "pinOption": {
                "type": "string",
                "enum": ["none", "userProvided", "serverDistributed", "randomized", "customServerDistributed"],
                "description": "Who chooses the user PIN."
              },
              "minimumPINLength": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Characters of the shortest PIN."},
              "maximumPINLength": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Characters of the longest PIN."},
              "initializesNewCards": {"type": "boolean", "description": "New cards are initialized before use."},
              "allowsReuse": {"type": "boolean", "description": "A retired card may be issued to another user."},
              "erasesOnOverflow": {"type": "boolean", "description": "A full card is erased."},
              "omitsCACertificates": {"type": "boolean", "description": "The chain is not written to the client."},
              "certificateLabel": {
                "type": "string",
                "maxLength": 256,
                "description": "The friendly name of all its certificates; empty leaves each entry's own."
              },
              "initializationType": {
                "type": ["string", "null"],
                "maxLength": 256,
                "description": "The name of a card initialization that the program has."
              },
              "initializationData": {"type": ["string", "null"], "maxLength": 4096, "description": "The text for that initialization."},
              "maximumCertificates": {
                "type": ["integer", "null"],
                "minimum": 0,
                "maximum": 1000,
                "description": "The most certificates of a card; null is no limit."
              }
            },
            "description": "How its cards are made; absent for a software template.",
            "examples": [{}]
          },
          "policies": {
            "type": "object",
            "additionalProperties": {
              "type": "object",
              "additionalProperties": false,
              "properties": {
                "enabled": {"type": "boolean", "description": "It can be started."},
                "selfService": {"type": "boolean", "description": "Users may start it for themselves."},
                "approvalsNeeded": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "How many different people must approve."},
                "enrollmentAgentRequired": {"type": "boolean", "description": "An enrollment agent executes it, not the user."},
                "collectsComments": {"type": "boolean", "description": "Clients ask for a comment."},
                "collectsPriority": {"type": "boolean", "description": "Clients ask for the priority."},
                "defaultPriority": {"type": "integer", "minimum": 0, "maximum": 255, "description": "0 is most urgent."},
                "initiators": {
                  "type": "array",
                  "items": {"type": "string", "minLength": 1, "maxLength": 256},
                  "description": "Who may start it for others."
                },
                "approvers": {
                  "type": "array",
                  "items": {"type": "string", "minLength": 1, "maxLength": 256},
                  "description": "Who may approve and deny; never their own."
                },
                "enrollmentAgents": {
                  "type": "array",
                  "items": {"type": "string", "minLength": 1, "maxLength": 256},
                  "description": "Who may execute it as an agent."
                },
                "dataItems": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["name"],
                    "properties": {
                      "name": {
                        "type": "string",
                        "maxLength": 256,
                        "description": "The name of the item; the other items have other names."
                      },
                      "description": {"type": "string", "maxLength": 1000, "description": "The question."},
                      "required": {"type": "boolean", "description": "A request without an answer is refused."},
                      "originator": {"type": "string", "enum": ["Subscriber", "CertificateManager"], "description": "Who answers."},
                      "defaultValue": {"type": ["string", "null"], "maxLength": 4096, "description": "The answer when nobody gives one."},
                      "validation": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                          "type": {
                            "type": "string",
                            "enum": ["any", "pattern", "oneOf", "number", "date", "custom"],
                            "description": "any; pattern; oneOf; number; date (ISO 8601); custom."
                          },
                          "pattern": {
                            "type": "string",
                            "maxLength": 1000,
                            "description": "Of pattern: the regular expression that matches the whole answer."
                          },
                          "values": {
                            "type": "array",
                            "items": {"type": "string", "maxLength": 256},
                            "description": "Of oneOf: the answers that are accepted."
                          },
                          "least": {"type": ["integer", "null"], "description": "Of number: the smallest."},
                          "most": {"type": ["integer", "null"], "description": "Of number: the largest."},
                          "name": {
                            "type": "string",
                            "maxLength": 256,
                            "description": "Of custom: the validator that the program has under this name."
                          },
                          "data": {"type": "string", "maxLength": 4096, "description": "Of custom: its text."}
                        },
                        "description": "What an answer must be."
                      },
                      "storage": {
                        "type": "string",
                        "enum": ["plain", "sealed"],
                        "description": "sealed: it is kept encrypted, and shown only to those who distribute secrets."
                      }
                    }
                  },
                  "description": "Questions that a request answers."
                },
                "documents": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["name", "template"],
                    "properties": {
                      "name": {"type": "string", "maxLength": 256, "description": "The name of the document."},
                      "template": {"type": "string", "maxLength": 4096, "description": "Its text, with {{variables}}."}
                    }
                  },
                  "description": "Documents to print."
                },
                "oneTimePasswords": {
                  "type": ["object", "null"],
                  "additionalProperties": false,
                  "properties": {
                    "distributions": {
                      "type": "array",
                      "items": {"type": "string", "enum": ["onScreen", "mailToSubscriber", "mailToManager"]},
                      "description": "One way for each password."
                    },
                    "length": {"type": "integer", "minimum": 0, "maximum": 1000, "description": "Characters of a password."},
                    "lifetimeSeconds": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 2147483647,
                      "description": "Seconds until a distributed password ends."
                    }
                  },
                  "description": "One-time passwords; null is none."
                },
                "mails": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["event"],
                    "properties": {
                      "event": {
                        "type": "string",
                        "enum": ["initiated", "approved", "denied", "canceled", "completed", "failed", "passwordsDistributed", "certificateExpires"],
                        "description": "The event that sends it."
                      },
                      "to": {
                        "type": "array",
                        "items": {"type": "string", "minLength": 1, "maxLength": 256},
                        "description": "Who gets it."
                      },
                      "template": {
                        "type": ["string", "null"],
                        "maxLength": 128,
                        "description": "The file of its text in the data directory's mail, without ending; null is the built-in text."
                      },
                      "daysBefore": {
                        "type": "integer",
                        "minimum": 0,
                        "maximum": 10000,
                        "description": "Of certificateExpires: days before the end."
                      }
                    }
                  },
                  "description": "Mails that it sends."
                },
                "personalization": {
                  "type": "object",
                  "additionalProperties": {"type": "string", "maxLength": 1000},
                  "description": "Options of card printing, which are kept and shown."
                },
                "revocation": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "revokesOldCertificates": {"type": "boolean", "description": "The old certificates are revoked."},
                    "disablesOldObject": {"type": "boolean", "description": "The old profile or card becomes disabled."},
                    "reason": {"type": "integer", "minimum": 0, "maximum": 100, "description": "The number of the reason, RFC 5280 §5.3.1."},
                    "allowsOtherReason": {"type": "boolean", "description": "Who starts it may choose another reason."},
                    "delaySeconds": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 2147483647,
                      "description": "Seconds until the certificates count as revoked."
                    },
                    "allowsOtherDelay": {"type": "boolean", "description": "Who starts it may choose another delay."},
                    "publishesBaseList": {"type": "boolean", "description": "A revocation list is published at once."},
                    "publishesDeltaList": {"type": "boolean", "description": "A delta list is published at once."}
                  },
                  "description": "Of recover, renew, revoke, retire, reinstate and temporaryCards: what happens to old certificates."
                },
                "duplicateRevocation": {
                  "type": ["object", "null"],
                  "additionalProperties": false,
                  "properties": {
                    "revokesOldCertificates": {"type": "boolean", "description": "The old certificates are revoked."},
                    "disablesOldObject": {"type": "boolean", "description": "The old profile or card becomes disabled."},
                    "reason": {"type": "integer", "minimum": 0, "maximum": 100, "description": "The number of the reason, RFC 5280 §5.3.1."},
                    "allowsOtherReason": {"type": "boolean", "description": "Who starts it may choose another reason."},
                    "delaySeconds": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 2147483647,
                      "description": "Seconds until the certificates count as revoked."
                    },
                    "allowsOtherDelay": {"type": "boolean", "description": "Who starts it may choose another delay."},
                    "publishesBaseList": {"type": "boolean", "description": "A revocation list is published at once."},
                    "publishesDeltaList": {"type": "boolean", "description": "A delta list is published at once."}
                  },
                  "description": "Of recover: the same for duplicates; null leaves them as they are."
                },
                "reusesCard": {"type": "boolean", "description": "Of renew: the same card gets the new certificates."},
                "reissuesArchived": {"type": "boolean", "description": "Of renew, recover and duplicate: kept encryption keys of all profiles before it come along."},
                "allowsNamedTemplate": {"type": "boolean", "description": "Of onlineUpdate: one certificate template may be named."},
                "temporaryCards": {
                  "type": "object",
                  "additionalProperties": false,
                  "properties": {
                    "allowsKioskRetirement": {"type": "boolean", "description": "A kiosk may retire the card without its user."},
                    "isAutoenrolled": {"type": "boolean", "description": "The client enrolls without being asked."},
                    "blocksAdminPIN": {"type": "boolean", "description": "The admin PIN is blocked when the card is retired."},
                    "erasesCard": {"type": "boolean", "description": "The card is erased when it is retired."},
                    "resetsAdminPIN": {"type": "boolean", "description": "The admin PIN is set back when the card is retired."},
                    "days": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 10000,
                      "description": "Days until the certificates end at the latest."
                    }
                  },
                  "description": "Of temporaryCards."
                },
                "revokesWhenCanceled": {"type": "boolean", "description": "Canceling an executing request revokes what it brought."}
              }
            },
            "description": "The rules of each workflow; without a policy it cannot be started.",
            "examples": [{"enroll": {}}]
          },
          "access": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["to"],
              "properties": {
                "allow": {
                  "type": "array",
                  "items": {"type": "string", "enum": ["read", "enroll", "audit"]},
                  "description": "Rights that it gives: read, enroll, audit."
                },
                "deny": {
                  "type": "array",
                  "items": {"type": "string", "enum": ["read", "enroll", "audit"]},
                  "description": "Rights that it takes away; denials win."
                },
                "to": {"type": "string", "minLength": 1, "maxLength": 256, "description": "The account or group."}
              }
            },
            "description": "Who may see it, get its certificates and see its requests.",
            "examples": [[{"allow": ["read", "enroll"], "to": "Users"}]]
          }
        },
        "description": "A profile template: its certificates, cards and the policy of each workflow."
      },
      "ProfileTemplateRow": {
        "type": "object",
        "description": "A profile template in a list.",
        "required": ["id", "name", "description", "version", "isSmartcard", "isVirtualSmartcard", "isRetired", "certificates", "workflows"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "name": {"type": "string"},
          "description": {"type": "string"},
          "version": {"type": "integer"},
          "isSmartcard": {"type": "boolean"},
          "isVirtualSmartcard": {"type": "boolean"},
          "isRetired": {"type": "boolean", "description": "Nothing new can be started with it."},
          "certificates": {"type": "array", "description": "Names of certificate templates.", "items": {"type": "string"}},
          "workflows": {"type": "array", "description": "Those that can be started.", "items": {"type": "string"}}
        }
      },
      "ProfileTemplateBatch": {
        "type": "object",
        "description": "Profile templates that are stored together or not at all.",
        "additionalProperties": false,
        "required": ["profileTemplates"],
        "properties": {
          "profileTemplates": {
            "type": "array",
            "description": "At most 100 documents, and at most one of each name.",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["document"],
              "properties": {
                "document": {"$ref": "#/components/schemas/ProfileTemplate"},
                "ifMatch": {
                  "type": "string",
                  "description": "The ETag of the version that the author has seen, *none* for a new one only; any state when absent."
                }
              }
            },
            "examples": [[{"document": {"name": "a"}, "ifMatch": "*none*"}]]
          },
          "dryRun": {"type": "boolean", "description": "Only say what would be."}
        }
      },
      "ProfileTemplateBatchOutcome": {
        "type": "object",
        "description": "What an edit did, or would do.",
        "required": ["stored", "refused", "profileTemplates"],
        "properties": {
          "stored": {"type": "boolean", "description": "Whether the documents are stored now."},
          "refused": {"type": "boolean", "description": "Whether a finding forbids to store them."},
          "profileTemplates": {"type": "array", "items": {"$ref": "#/components/schemas/ProfileTemplateOutcome"}}
        }
      },
      "ProfileTemplateOutcome": {
        "type": "object",
        "description": "The outcome of one document.",
        "required": ["id", "name", "newVersion", "changes", "findings", "meaning"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "name": {"type": "string"},
          "oldVersion": {"type": "integer", "description": "Absent for a new profile template."},
          "newVersion": {"type": "integer", "description": "The same as before when nothing changes."},
          "changes": {"type": "array", "items": {"$ref": "#/components/schemas/TemplateFieldChange"}},
          "findings": {"type": "array", "items": {"$ref": "#/components/schemas/ProfileTemplateFinding"}},
          "meaning": {"type": "array", "description": "What the changes mean, one sentence each.", "items": {"type": "string"}}
        }
      },
      "ProfileTemplateFinding": {
        "type": "object",
        "description": "A rule that a document breaks, or a hint.",
        "required": ["rule", "field", "value", "remedy", "refuses"],
        "properties": {
          "rule": {"type": "string"},
          "field": {"type": "string", "description": "The key, such as policies.enroll.approvers."},
          "value": {"type": "string"},
          "remedy": {"type": "string"},
          "refuses": {"type": "boolean", "description": "Whether the document cannot be stored with it."}
        }
      },
      "ProfileTemplateHistory": {
        "type": "object",
        "description": "The versions of a profile template.",
        "required": ["versions"],
        "properties": {
          "versions": {"type": "array", "description": "Oldest first.", "items": {"$ref": "#/components/schemas/ProfileTemplateVersion"}}
        }
      },
      "ProfileTemplateVersion": {
        "type": "object",
        "description": "A version, and its differences from the one before.",
        "required": ["version", "name", "changes"],
        "properties": {
          "version": {"type": "integer"},
          "name": {"type": "string"},
          "changes": {"type": "array", "items": {"$ref": "#/components/schemas/TemplateFieldChange"}}
        }
      },
      "AgentGrant": {
        "type": "object",
        "description": "An agent may act for the members of a group and a template.",
        "required": ["agent", "template", "subjects", "acts"],
        "properties": {
          "agent": {"type": "string", "description": "GUID."},
          "agentName": {"type": "string", "description": "Absent when the directory has lost it."},
          "template": {"type": "string"},
          "subjects": {"type": "string", "description": "SID of the group."},
          "subjectsName": {"type": "string", "description": "Absent when the directory has lost it."},
          "acts": {"type": "array", "items": {"type": "string", "enum": ["enroll", "revoke", "recover"]}}
        }
      },
      "NewAgentGrant": {
        "type": "object",
        "description": "The grant to make.",
        "additionalProperties": false,
        "required": ["agent", "template", "subjects"],
        "properties": {
          "agent": {"type": "string", "description": "Name or GUID of an account."},
          "template": {"type": "string", "description": "Name of a template."},
          "subjects": {"type": "string", "description": "Name or SID of a group."},
          "acts": {
            "type": "array",
            "items": {"type": "string", "enum": ["enroll", "revoke", "recover"]},
            "description": "Absent: enroll alone. They replace the acts of a grant for the same agent, template and group."
          }
        }
      },
      "AccessEntry": {
        "type": "object",
        "description": "One entry of an access list.",
        "required": ["trustee", "rights", "deny"],
        "properties": {
          "trustee": {"type": "string", "description": "SID."},
          "rights": {"type": "integer", "description": "Bits: 1 read, 2 enroll, 4 autoenroll, 8 issue and manage, 16 manage the CA, 32 audit."},
          "deny": {"type": "boolean", "description": "Whether the entry denies the rights."}
        }
      },
      "PrincipalPage": {
        "type": "object",
        "description": "One page of accounts or groups.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "description": "In the order of their names.", "items": {"$ref": "#/components/schemas/Principal"}},
          "next": {"type": "string", "description": "Ask again with `after` set to this name. Absent on the last page."}
        }
      },
      "Principal": {
        "type": "object",
        "description": "A user, machine, service or group.",
        "required": ["id", "kind", "name", "domain", "sid", "commonName", "displayName", "distinguishedName", "groups", "enabled"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "kind": {"type": "string", "enum": ["user", "machine", "service", "group"]},
          "name": {"type": "string", "description": "Account name without domain."},
          "domain": {"type": "string", "description": "The domain before the backslash in DOMAIN\\name."},
          "sid": {"type": "string"},
          "commonName": {"type": "string"},
          "displayName": {"type": "string"},
          "mail": {"type": "string"},
          "upn": {"type": "string", "description": "User principal name."},
          "dns": {"type": "string", "description": "DNS name of a machine."},
          "distinguishedName": {"type": "string", "description": "RFC 4514."},
          "groups": {"type": "array", "description": "SIDs of the groups it belongs to, directly or through others.", "items": {"type": "string"}},
          "enabled": {"type": "boolean"}
        }
      },
      "NewPrincipal": {
        "type": "object",
        "description": "The account to add.",
        "required": ["name"],
        "additionalProperties": false,
        "properties": {
          "name": {"type": "string", "minLength": 1, "maxLength": 64},
          "kind": {"type": "string", "enum": ["user", "machine"], "default": "user"},
          "commonName": {"type": "string"},
          "displayName": {"type": "string"},
          "mail": {"type": "string"},
          "upn": {"type": "string", "description": "When absent, name@suffix of the directory."},
          "dns": {"type": "string", "description": "DNS name of a machine."},
          "groups": {"type": "array", "description": "Names of existing groups. Users or Machines is added.", "items": {"type": "string"}},
          "password": {
            "type": "string",
            "description": "Without one, the account cannot sign in with a password.",
            "writeOnly": true,
            "minLength": 1
          }
        }
      },
      "PrincipalUpdate": {
        "type": "object",
        "description": "Any subset of the attributes. An absent member stays as it is, null clears it.",
        "additionalProperties": false,
        "properties": {
          "enabled": {"type": "boolean", "description": "A disabled account cannot sign in."},
          "mail": {"type": ["string", "null"], "maxLength": 255},
          "upn": {"type": ["string", "null"], "description": "Users only.", "maxLength": 254},
          "dns": {
            "type": ["string", "null"],
            "description": "Machines only. It begins with the account's name and lies in the domain.",
            "maxLength": 253
          },
          "displayName": {"type": ["string", "null"], "maxLength": 256}
        }
      },
      "Password": {
        "type": "object",
        "description": "The new password.",
        "required": ["password"],
        "additionalProperties": false,
        "properties": {
          "password": {"type": "string", "writeOnly": true, "minLength": 1},
          "oldPassword": {"type": "string", "description": "Needed for the caller's own account.", "writeOnly": true}
        }
      },
      "NewGroup": {
        "type": "object",
        "description": "The group to add.",
        "required": ["name"],
        "additionalProperties": false,
        "properties": {
          "name": {"type": "string", "minLength": 1, "maxLength": 64},
          "displayName": {"type": "string", "description": "The name when absent.", "maxLength": 256}
        }
      },
      "Problem": {
        "type": "object",
        "description": "An error answer (RFC 9457).",
        "required": ["type", "title", "status", "detail", "code"],
        "properties": {
          "type": {"type": "string", "description": "urn:chancery: and a word for the kind of error."},
          "title": {"type": "string", "description": "The HTTP reason phrase."},
          "status": {"type": "integer", "description": "The HTTP status."},
          "detail": {"type": "string", "description": "What happened, why, and what to do."},
          "code": {"type": "string", "description": "HRESULT.", "pattern": "^0x[0-9a-f]{8}$"},
          "rule": {"type": "string", "description": "The rule that refused."},
          "field": {"type": "string", "description": "The place in the request that the rule looked at."},
          "value": {"type": "string", "description": "The value it found."},
          "remedy": {"type": "string", "description": "How to mend it."},
          "correlationId": {"type": "string", "description": "Also in the header X-Correlation-Id. Absent in the 404 of a row.", "format": "uuid"}
        }
      },
      "ManagementParty": {
        "type": "object",
        "description": "An account.",
        "required": ["id"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "name": {"type": "string", "description": "DOMAIN\\name; absent when the directory has the account no longer."}
        }
      },
      "ManagementDataItem": {
        "type": "object",
        "description": "An answer to a question of the policy.",
        "required": ["name"],
        "properties": {"name": {"type": "string"}, "value": {"type": "string", "description": "Absent until somebody supplies it."}}
      },
      "ManagementAccessEntry": {
        "type": "object",
        "description": "A line of a request's access list.",
        "required": ["trustee", "permissions", "deny", "applies"],
        "properties": {
          "trustee": {"type": "string", "description": "SID."},
          "name": {"type": "string"},
          "permissions": {"type": "array", "items": {"type": "string"}, "description": "The acts that it allows or denies."},
          "deny": {"type": "boolean"},
          "applies": {"type": "boolean", "description": "Whether it is for the caller."}
        }
      },
      "ManagedRequest": {
        "type": "object",
        "description": "A request of certificate management, as the caller sees it.",
        "required": [
          "id",
          "revision",
          "operation",
          "status",
          "priority",
          "target",
          "originator",
          "profileTemplate",
          "profileTemplateVersion",
          "submitted",
          "comment",
          "dataItems",
          "permissions"
        ],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "revision": {"type": "integer", "description": "Counts the changes; the ETag."},
          "operation": {
            "type": "string",
            "enum": [
              "enroll",
              "renew",
              "recover",
              "recoverOnBehalf",
              "duplicate",
              "onlineUpdate",
              "suspend",
              "reinstate",
              "disable",
              "retire",
              "unblock",
              "offlineUnblock",
              "temporaryCards",
              "temporaryDisable",
              "temporaryRetire"
            ]
          },
          "status": {"type": "string", "description": "Pending, Approved, Executing, Completed, Denied, Canceled or Failed."},
          "priority": {"type": "integer", "description": "0 is most urgent, 255 least."},
          "target": {"$ref": "#/components/schemas/ManagementParty"},
          "originator": {"$ref": "#/components/schemas/ManagementParty"},
          "profileTemplate": {"type": "string", "format": "uuid"},
          "profileTemplateName": {"type": "string"},
          "profileTemplateVersion": {"type": "integer"},
          "submitted": {"type": "string", "format": "date-time"},
          "completed": {"type": "string", "format": "date-time"},
          "comment": {"type": "string"},
          "oldProfile": {"type": "string", "format": "uuid"},
          "newProfile": {"type": "string", "format": "uuid"},
          "oldSmartcard": {"type": "string", "format": "uuid"},
          "newSmartcard": {"type": "string", "format": "uuid"},
          "certificateTemplate": {"type": "string", "description": "Of an online update: the one certificate template that it concerns."},
          "approvalsNeeded": {"type": "integer", "description": "While it waits: how many people must approve."},
          "approvedBy": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/ManagementParty"},
            "description": "While it waits: who has approved."
          },
          "failure": {"type": "string", "description": "Why it failed."},
          "dataItems": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementDataItem"}},
          "permissions": {"type": "array", "items": {"type": "string"}, "description": "The acts that the caller can do now: only read after the end."},
          "access": {
            "type": "array",
            "items": {"$ref": "#/components/schemas/ManagementAccessEntry"},
            "description": "The whole list of rights; only in the answer for one request."
          }
        }
      },
      "ManagementEvent": {
        "type": "object",
        "description": "Something that happened to a request.",
        "required": ["id", "when", "kind", "actor", "from", "to", "comment", "detail", "correlationId"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "when": {"type": "string", "format": "date-time"},
          "kind": {"type": "string", "description": "initiated, approved, …"},
          "actor": {"$ref": "#/components/schemas/ManagementParty"},
          "from": {"type": "string", "description": "The status before."},
          "to": {"type": "string", "description": "The status after."},
          "comment": {"type": "string"},
          "detail": {"type": "string"},
          "correlationId": {"type": "string", "format": "uuid"}
        }
      },
      "ManagementApproval": {
        "type": "object",
        "description": "An approval.",
        "properties": {
          "comment": {"type": "string"},
          "dataItems": {
            "type": "object",
            "description": "The manager's answers to questions of the policy.",
            "additionalProperties": {"type": "string"}
          }
        },
        "additionalProperties": false
      },
      "ManagementComment": {
        "type": "object",
        "description": "A comment for the history.",
        "properties": {"comment": {"type": "string"}},
        "additionalProperties": false
      },
      "ManagementPriority": {
        "type": "object",
        "description": "A priority.",
        "required": ["priority"],
        "properties": {
          "priority": {"type": "integer", "minimum": 0, "maximum": 255, "description": "0 is most urgent, 255 least."},
          "comment": {"type": "string"}
        },
        "additionalProperties": false
      },
      "ManagementPasswordCheck": {
        "type": "object",
        "description": "One-time passwords as they were typed.",
        "required": ["passwords"],
        "properties": {
          "passwords": {
            "type": "array",
            "description": "All of them, in the order in which they were distributed.",
            "minItems": 1,
            "maxItems": 16,
            "items": {"type": "string"}
          }
        },
        "additionalProperties": false
      },
      "ManagementChallenge": {
        "type": "object",
        "description": "A challenge of a smart card.",
        "required": ["challenge"],
        "properties": {
          "challenge": {"type": "string", "format": "byte", "description": "One block of the card's algorithm.", "examples": ["AQIDBAUGBwg="]},
          "diversified": {"type": "boolean", "description": "Whether the card has a key of its own; what the service believes when absent."}
        },
        "additionalProperties": false
      },
      "ManagementUnblockCode": {
        "type": "object",
        "description": "The answer to a challenge.",
        "required": ["response"],
        "properties": {"response": {"type": "string", "format": "byte"}}
      },
      "ManagementPIN": {
        "type": "object",
        "description": "The PIN of a smart card.",
        "required": ["pin"],
        "properties": {"pin": {"type": "string"}}
      },
      "ManagementPasswords": {
        "type": "object",
        "description": "New one-time passwords.",
        "required": ["expires", "passwords"],
        "properties": {
          "expires": {"type": "string", "format": "date-time"},
          "passwords": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementPassword"}}
        }
      },
      "ManagementPassword": {
        "type": "object",
        "description": "One of them.",
        "required": ["number", "distribution"],
        "properties": {
          "number": {"type": "integer", "description": "From 1."},
          "distribution": {"type": "string", "description": "onScreen, mailToSubscriber or mailToManager."},
          "password": {"type": "string", "description": "Only where the policy shows it on the screen."}
        }
      },
      "ManagementDocument": {
        "type": "object",
        "description": "A printed document.",
        "required": ["name", "text"],
        "properties": {"name": {"type": "string"}, "text": {"type": "string"}}
      },
      "ManagementStartResult": {
        "type": "object",
        "description": "What became of one start of many.",
        "required": ["name", "repeated"],
        "properties": {
          "name": {"type": "string", "description": "As the call named it."},
          "request": {"$ref": "#/components/schemas/ManagedRequest"},
          "repeated": {"type": "boolean", "description": "An earlier call with the same key made it."},
          "code": {"type": "string", "description": "Why it was refused."},
          "message": {"type": "string"}
        }
      },
      "ManagementUser": {
        "type": "object",
        "description": "A person whom the caller may manage.",
        "required": ["id", "name", "displayName", "kind", "enabled"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "name": {"type": "string", "description": "DOMAIN\\name."},
          "displayName": {"type": "string"},
          "mail": {"type": "string"},
          "kind": {"type": "string"},
          "enabled": {"type": "boolean"}
        }
      },
      "ManagedProfile": {
        "type": "object",
        "description": "A profile.",
        "required": ["id", "status", "user", "profileTemplate", "profileTemplateVersion", "comment"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "status": {"type": "string"},
          "user": {"type": "string", "format": "uuid"},
          "profileTemplate": {"type": "string", "format": "uuid"},
          "profileTemplateName": {"type": "string"},
          "profileTemplateVersion": {"type": "integer"},
          "parent": {"type": "string", "format": "uuid"},
          "primary": {"type": "string", "format": "uuid"},
          "smartcard": {"type": "string", "format": "uuid"},
          "comment": {"type": "string"}
        }
      },
      "ManagedSmartcard": {
        "type": "object",
        "description": "A smart card.",
        "required": ["id", "status", "user", "profileTemplate", "profileTemplateVersion", "cardId", "atr", "profile", "request", "comment"],
        "properties": {
          "id": {"type": "string", "format": "uuid"},
          "status": {"type": "string"},
          "user": {"type": "string", "format": "uuid"},
          "profileTemplate": {"type": "string", "format": "uuid"},
          "profileTemplateName": {"type": "string"},
          "profileTemplateVersion": {"type": "integer"},
          "cardId": {"type": "string", "format": "uuid", "description": "The GUID on the chip."},
          "atr": {"type": "string"},
          "profile": {"type": "string", "format": "uuid"},
          "request": {"type": "string", "format": "uuid"},
          "parent": {"type": "string", "format": "uuid"},
          "permanent": {"type": "string", "format": "uuid"},
          "comment": {"type": "string"}
        }
      },
      "ManagedCertificate": {
        "type": "object",
        "description": "A certificate of a profile.",
        "required": [
          "profile",
          "request",
          "authority",
          "requestId",
          "template",
          "serialNumber",
          "thumbprint",
          "notBefore",
          "notAfter",
          "origin",
          "standing"
        ],
        "properties": {
          "profile": {"type": "string", "format": "uuid"},
          "request": {"type": "string", "format": "uuid"},
          "authority": {"type": "string"},
          "requestId": {"type": "integer", "description": "The CA's request."},
          "template": {"type": "string"},
          "serialNumber": {"type": "string"},
          "thumbprint": {"type": "string"},
          "notBefore": {"type": "string", "format": "date-time"},
          "notAfter": {"type": "string", "format": "date-time"},
          "origin": {"type": "string", "description": "client, server, keyHistory or external."},
          "standing": {"type": "string", "description": "good, held or revoked, as far as certificate management did it."}
        }
      },
      "ManagementWhy": {
        "type": "object",
        "description": "Why somebody may start an operation, or may not.",
        "required": ["operation", "actor", "target", "profileTemplate", "profileTemplateName", "allowed", "rules"],
        "properties": {
          "operation": {"type": "string"},
          "actor": {"$ref": "#/components/schemas/ManagementParty"},
          "target": {"$ref": "#/components/schemas/ManagementParty"},
          "profileTemplate": {"type": "string", "format": "uuid"},
          "profileTemplateName": {"type": "string"},
          "allowed": {"type": "boolean", "description": "Whether every rule holds."},
          "rules": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementRule"}}
        }
      },
      "ManagementRule": {
        "type": "object",
        "description": "A rule that was asked.",
        "required": ["rule", "holds", "decidedBy", "remedy"],
        "properties": {
          "rule": {"type": "string"},
          "holds": {"type": "boolean"},
          "decidedBy": {"type": "string", "description": "The entry or the fact that decided."},
          "remedy": {"type": "string", "description": "What would have to change for it to hold; empty when it holds."}
        }
      },
      "ManagedRequestPage": {
        "type": "object",
        "description": "One page of requests.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ManagedRequest"}},
          "next": {"type": "string", "description": "Ask again with `after` set to this. Absent on the last page."}
        }
      },
      "ManagementUserPage": {
        "type": "object",
        "description": "One page of people.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ManagementUser"}},
          "next": {"type": "string", "description": "Ask again with `after` set to this. Absent on the last page."}
        }
      },
      "ManagedProfilePage": {
        "type": "object",
        "description": "One page of profiles.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ManagedProfile"}},
          "next": {"type": "string", "description": "Ask again with `after` set to this. Absent on the last page."}
        }
      },
      "ManagedSmartcardPage": {
        "type": "object",
        "description": "One page of smart cards.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ManagedSmartcard"}},
          "next": {"type": "string", "description": "Ask again with `after` set to this. Absent on the last page."}
        }
      },
      "ManagedCertificatePage": {
        "type": "object",
        "description": "One page of certificates.",
        "required": ["items"],
        "properties": {
          "items": {"type": "array", "items": {"$ref": "#/components/schemas/ManagedCertificate"}},
          "next": {"type": "string", "description": "Ask again with `after` set to this. Absent on the last page."}
        }
      },
      "ManagementStart": {
        "type": "object",
        "description": "A workflow to start.",
        "required": ["operation"],
        "properties": {
          "operation": {
            "type": "string",
            "enum": [
              "enroll",
              "renew",
              "recover",
              "recoverOnBehalf",
              "duplicate",
              "onlineUpdate",
              "suspend",
              "reinstate",
              "disable",
              "revoke",
              "retire",
              "unblock",
              "offlineUnblock",
              "temporaryCards",
              "temporaryDisable",
              "temporaryRetire"
            ]
          },
          "profileTemplate": {"type": "string", "format": "uuid", "description": "Not needed where an object is named."},
          "dataItems": {"type": "object", "description": "Answers to questions of the policy.", "additionalProperties": {"type": "string"}},
          "comment": {"type": "string"},
          "priority": {"type": "integer", "minimum": 0, "maximum": 255},
          "revocationReason": {"type": "string", "description": "A word of RFC 5280 §5.3.1, where the policy lets the initiator choose."},
          "revocationDelaySeconds": {"type": "integer", "minimum": 0},
          "certificateTemplate": {"type": "string", "description": "Of an online update: one certificate template."},
          "key": {"type": "string", "description": "Chosen by the caller, at most 200 octets; a repeat with it returns the first result."},
          "target": {"type": "string", "description": "Account for whom, by name or GUID; the caller when absent."},
          "object": {"type": "string", "format": "uuid", "description": "The profile or smart card that it concerns."}
        },
        "additionalProperties": false
      },
      "ManagementBulkStart": {
        "type": "object",
        "description": "A workflow to start for many.",
        "required": ["operation"],
        "properties": {
          "operation": {
            "type": "string",
            "enum": [
              "enroll",
              "renew",
              "recover",
              "recoverOnBehalf",
              "duplicate",
              "onlineUpdate",
              "suspend",
              "reinstate",
              "disable",
              "revoke",
              "retire",
              "unblock",
              "offlineUnblock",
              "temporaryCards",
              "temporaryDisable",
              "temporaryRetire"
            ]
          },
          "profileTemplate": {"type": "string", "format": "uuid", "description": "Not needed where an object is named."},
          "dataItems": {"type": "object", "description": "Answers to questions of the policy.", "additionalProperties": {"type": "string"}},
          "comment": {"type": "string"},
          "priority": {"type": "integer", "minimum": 0, "maximum": 255},
          "revocationReason": {"type": "string", "description": "A word of RFC 5280 §5.3.1, where the policy lets the initiator choose."},
          "revocationDelaySeconds": {"type": "integer", "minimum": 0},
          "certificateTemplate": {"type": "string", "description": "Of an online update: one certificate template."},
          "key": {"type": "string", "description": "Chosen by the caller, at most 200 octets; a repeat with it returns the first result."},
          "targets": {"type": "array", "items": {"type": "string"}, "description": "Accounts by name or GUID."},
          "objects": {"type": "array", "items": {"type": "string", "format": "uuid"}, "description": "Profiles or smart cards."}
        },
        "additionalProperties": false
      },
      "ManagementCancel": {
        "type": "object",
        "description": "A comment for the history, and whether to revoke.",
        "properties": {
          "comment": {"type": "string"},
          "revoke": {
            "type": "boolean",
            "description": "True revokes the certificates that the request brought. The policy may revoke them anyway; false or absent does not prevent that."
          }
        },
        "additionalProperties": false
      },
      "ManagementEffect": {
        "type": "object",
        "description": "A change that a start would make.",
        "required": ["subject", "before", "after", "flags"],
        "properties": {
          "subject": {"type": "string", "enum": ["profile", "smartcard", "certificate"]},
          "id": {"type": "string", "format": "uuid", "description": "Absent for one that the request makes."},
          "serialNumber": {"type": "string"},
          "template": {"type": "string"},
          "before": {"type": "string"},
          "after": {"type": "string"},
          "flags": {"type": "array", "description": "Of a profile or smart card afterwards.", "items": {"type": "string"}},
          "reason": {"type": "string", "description": "Of a revocation: a word of RFC 5280 §5.3.1."},
          "effective": {"type": "string", "format": "date-time", "description": "From when a revocation counts; absent is at once."}
        }
      }
    }
  }
}

"""#
}
