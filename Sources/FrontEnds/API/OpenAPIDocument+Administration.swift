extension OpenAPIDocument {
    /// The paths of accounts, groups and settings: the rest of the members of `paths`.
    static let administration = #"""
          "/api/v1/principals/{name}": {
            "parameters": [{"$ref": "#/components/parameters/account"}],
            "get": {
              "operationId": "showPrincipal",
              "summary": "One account or group. For CA administrators, certificate managers and auditors, and for everybody their own.",
              "responses": {
                "200": {
                  "description": "The account.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Principal"}}}
                },
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            },
            "patch": {
              "operationId": "updatePrincipal",
              "summary": "Change attributes of an account, enable or disable it. For CA administrators. The last administrator with a password cannot be disabled.",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": \#
        "#/components/schemas/PrincipalUpdate"}}}},
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
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/principals/{name}/password": {
            "parameters": [{"$ref": "#/components/parameters/account"}],
            "post": {
              "operationId": "setPassword",
              "summary": "Give an account another password: CA administrators any other account's, everybody their own with the old one.",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": \#
        "#/components/schemas/Password"}}}},
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
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          },
          "/api/v1/groups": {
            "get": {
              "operationId": "listGroups",
              "summary": "The groups of the directory. For CA administrators, certificate managers and auditors.",
              "responses": {
                "200": {
                  "description": "Ordered by name.",
                  "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Principal"}}}}
                },
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            },
            "post": {
              "operationId": "addGroup",
              "summary": "Add a group without members. For CA administrators.",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": \#
        "#/components/schemas/NewGroup"}}}},
              "responses": {
                "201": {
                  "description": "The new group.",
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
          "/api/v1/groups/{group}/members": {
            "parameters": [{"$ref": "#/components/parameters/group"}],
            "get": {
              "operationId": "listMembers",
              "summary": "The direct members of a group. For CA administrators, certificate managers and auditors.",
              "responses": {
                "200": {
                  "description": "Ordered by name.",
                  "content": {"application/json": {"schema": {"type": "array", "items": {"$ref": "#/components/schemas/Principal"}}}}
                },
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
          "/api/v1/groups/{group}/members/{name}": {
            "parameters": [{"$ref": "#/components/parameters/group"}, {"$ref": "#/components/parameters/account"}],
            "put": {
              "operationId": "addMember",
              "summary": "Make an account or group a member; one that is a member stays one. For CA administrators.",
              "responses": {
                "204": {"description": "It is a member."},
                "400": {"$ref": "#/components/responses/Malformed"},
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "409": {"$ref": "#/components/responses/Conflict"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            },
            "delete": {
              "operationId": "removeMember",
              "summary": "End a direct membership, if there is one. For CA administrators. The last administrator with a password cannot leave CA Administrators.",
              "responses": {
                "204": {"description": "It is no direct member."},
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
          "/api/v1/authorities/{ca}/settings": {
            "parameters": [{"$ref": "#/components/parameters/ca"}],
            "get": {
              "operationId": "showSettings",
              "summary": "The settings of the CA. For its officers, administrators and auditors.",
              "responses": {
                "200": {
                  "description": "The settings.",
                  "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Settings"}}}
                },
                "401": {"$ref": "#/components/responses/SignInRequired"},
                "403": {"$ref": "#/components/responses/Forbidden"},
                "404": {"$ref": "#/components/responses/NotFound"},
                "405": {"$ref": "#/components/responses/WrongMethod"},
                "429": {"$ref": "#/components/responses/BackOff"},
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            },
            "patch": {
              "operationId": "changeSettings",
              "summary": "Change settings of the CA, with a record. For its administrators.",
              "requestBody": {"required": true, "content": {"application/json": {"schema": {"$ref": \#
        "#/components/schemas/SettingsUpdate"}}}},
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
                "503": {"$ref": "#/components/responses/Unavailable"}
              }
            }
          }
        """#
}
