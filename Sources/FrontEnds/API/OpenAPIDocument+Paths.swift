extension OpenAPIDocument {
    static let paths = #"""
        {
          "/api/v1/openapi.json": {
            "get": {
              "operationId": "describe",
              "summary": "This document.",
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
              "summary": "The CAs that issue.",
              "responses": {
                "200": {
                  "description": "In a stable order.",
                  "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Authority"}}}}
                },
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/requests": {
            "parameters": [{"$ref": "#/components/parameters/ca"}],
            "get": {
              "operationId": "listRequests",
              "summary": "Rows the caller may see: its own, or all for officers and auditors. In the order of their ids.",
              "parameters": [
                {
                  "name": "disposition",
                  "in": "query",
                  "required": false,
                  "description": "pending, issued, revoked, denied, error, active, foreign, caCertificate, or a number of the \#
        Disposition column.",
                  "schema": {"type": "string"}
                },
                {
                  "name": "limit",
                  "in": "query",
                  "required": false,
                  "description": "Rows on a page.",
                  "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
                },
                {
                  "name": "after",
                  "in": "query",
                  "required": false,
                  "description": "Only rows with greater ids.",
                  "schema": {"type": "integer"}
                }
              ],
              "responses": {
                "200": {
                  "description": "One page.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["items"],
                        "properties": {
                          "items": {"type": "array", "items": {"$ref": "#/components/schemas/RequestRow"}},
                          "next": {"type": "integer", "description": "Ask again with after= this number; absent on the last page."}
                        }
                      }
                    }
                  }
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            },
            "post": {
              "operationId": "submit",
              "summary": "Ask for a certificate.",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Submit"}}}},
              "responses": {
                "200": {
                  "description": "The request has a row. What became of it stands in `disposition`.",
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
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/requests/{requestId}": {
            "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
            "get": {
              "operationId": "retrieve",
              "summary": "Look at an earlier request of this caller; officers and auditors at anybody's.",
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
                  "description": "As the answer to a submission.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/requests/{requestId}/record": {
            "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
            "get": {
              "operationId": "showRecord",
              "summary": "The whole row with every documented column by its documented name.",
              "responses": {
                "200": {
                  "description": "The row.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequestRow"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
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
                "200": {
                  "description": "The new state.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "409": {"$ref": "#/components/responses/Conflict"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/requests/{requestId}/deny": {
            "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/requestId"}],
            "post": {
              "operationId": "deny",
              "summary": "Refuse a pending request. For officers.",
              "responses": {
                "200": {
                  "description": "The new state.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "409": {"$ref": "#/components/responses/Conflict"},
                "429": {"$ref": "#/components/responses/BackOff"},
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
                "200": {
                  "description": "The new state.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Disposition"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "409": {"$ref": "#/components/responses/Conflict"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/certificates": {
            "parameters": [{"$ref": "#/components/parameters/ca"}],
            "get": {
              "operationId": "listCertificates",
              "summary": "Certificates the caller may see, in the order of their requests.",
              "parameters": [
                {
                  "name": "disposition",
                  "in": "query",
                  "required": false,
                  "description": "issued or revoked.",
                  "schema": {"type": "string"}
                },
                {
                  "name": "limit",
                  "in": "query",
                  "required": false,
                  "description": "Rows on a page.",
                  "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100}
                },
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
                  "description": "One page.",
                  "content": {
                    "application/json": {
                      "schema": {
                        "type": "object",
                        "required": ["items"],
                        "properties": {
                          "items": {"type": "array", "items": {"$ref": "#/components/schemas/Certificate"}},
                          "next": {"type": "integer", "description": "Ask again with after= this number; absent on the last page."}
                        }
                      }
                    }
                  }
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/certificates/{serial}": {
            "parameters": [{"$ref": "#/components/parameters/ca"}, {"$ref": "#/components/parameters/serial"}],
            "get": {
              "operationId": "showCertificate",
              "summary": "One certificate.",
              "responses": {
                "200": {
                  "description": "The certificate.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Certificate"}}}
                },
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
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
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/revocation-lists": {
            "parameters": [{"$ref": "#/components/parameters/ca"}],
            "get": {
              "operationId": "listRevocationLists",
              "summary": "How the newest list of each key stands. For officers, administrators and auditors.",
              "responses": {
                "200": {
                  "description": "The lists, by key.",
                  "content": {
                    "application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/RevocationList"}}}
                  }
                },
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            },
            "post": {
              "operationId": "publishRevocationLists",
              "summary": "Sign and publish revocation lists now. For officers and administrators; with a passphrase for administrators.",
              "requestBody": {
                "required": false,
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Publication"}}}
              },
              "responses": {
                "204": {"description": "Published."},
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/authorities/{ca}/properties/{propertyId}": {
            "parameters": [
              {"$ref": "#/components/parameters/ca"},
              {
                "name": "propertyId",
                "in": "path",
                "required": true,
                "description": "A CR_PROP number, as ICertRequest2::GetCAProperty lists them.",
                "schema": {"type": "integer"}
              }
            ],
            "get": {
              "operationId": "property",
              "summary": "One property of the CA.",
              "parameters": [
                {
                  "name": "index",
                  "in": "query",
                  "required": false,
                  "description": "For indexed properties; -1 is the newest.",
                  "schema": {"type": "integer", "default": 0}
                }
              ],
              "responses": {
                "200": {
                  "description": "The property.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Property"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/templates": {
            "get": {
              "operationId": "listTemplates",
              "summary": "The newest version of every certificate template the caller may read.",
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
                  "description": "Ordered by name.",
                  "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Template"}}}}
                },
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/templates/{name}": {
            "get": {
              "operationId": "showTemplate",
              "summary": "One template, by name or OID.",
              "parameters": [
                {
                  "name": "name",
                  "in": "path",
                  "required": true,
                  "description": "Compared without case.",
                  "schema": {"type": "string"}
                }
              ],
              "responses": {
                "200": {
                  "description": "The template.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Template"}}}
                },
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/principals": {
            "get": {
              "operationId": "listPrincipals",
              "summary": "The accounts of the directory. For CA administrators, certificate managers and auditors.",
              "parameters": [
                {
                  "name": "kind",
                  "in": "query",
                  "required": false,
                  "description": "Only accounts of this kind.",
                  "schema": {"type": "string", "enum": ["user", "machine", "service", "group"]}
                }
              ],
              "responses": {
                "200": {
                  "description": "Ordered by name.",
                  "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Principal"}}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            },
            "post": {
              "operationId": "addPrincipal",
              "summary": "Add a user or machine. For CA administrators.",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": \#
        "#/components/schemas/NewPrincipal"}}}},
              "responses": {
                "201": {
                  "description": "The new account.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Principal"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "409": {"$ref": "#/components/responses/Conflict"},
                "413": {"$ref": "#/components/responses/TooLarge"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
        \#(administration)
        }
        """#
}
