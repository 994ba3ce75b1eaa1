import HTTPTypes
import CAInterface
import HummingbirdCore
import PKIDirectory
import WireProtocols

/// The OpenAPI document, for everybody.
struct APIDescription: FrontEnd {
    let prefix = APIPath.openAPI.path
    let authentication = FrontEndAuthentication.none
    let door = Caller.Door.api

    func route(of request: Request, at path: String) throws {
        guard path == prefix else { throw Refusal.noSuchPath }
        try Refusal.require(APIRoute.openAPI.methods, request)
    }

    func isShort(_ route: Void, _ request: Request) -> Bool { true }

    func respond(to request: Request, on route: Void, context: FrontEndContext) -> Response { Response.encoded(OpenAPIDocument.bytes) }
}
