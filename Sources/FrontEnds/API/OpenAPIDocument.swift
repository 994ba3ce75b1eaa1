/// The description of `/api/v1` (OpenAPI 3.1), written by hand. A test compares its paths and methods with `APIPath`.
enum OpenAPIDocument {
    static let bytes = Array(
        """
        {"openapi": "3.1.0",
        "info": \(info),
        "servers": [{"url": "/"}],
        "security": [{"basic": []}, {"clientCertificate": []}],
        "paths": \(paths),
        "components": {
        "securitySchemes": \(securitySchemes),
        "parameters": \(parameters),
        "responses": \(responses),
        "schemas": \(schemas)}}
        """.utf8
    )

    static let info = #"""
        {
          "title": "Chancery API",
          "version": "1",
          "summary": "Certificates from a Chancery certification authority.",
          "description": "Pending, denied and failed requests are results with a row and answered with 200; see `disposition`. Errors \#
        are problem+json. Every error answer carries the header X-Correlation-Id; the body carries it as `correlationId` too, except \#
        in the 404 of a row, which is the same octets whether the row is absent or belongs to somebody else.",
          "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}
        }
        """#
}
