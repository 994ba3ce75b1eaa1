import CAInterface
import HTTPTypes
import HummingbirdCore
import PKIFormats
import WireProtocols

extension APIFrontEnd {
    private static let linkHeader = HTTPField.Name("Link")

    /// A page of a view as JSON, or as CSV for whoever asks for it by `format=csv` or `Accept: text/csv`.
    func view(_ table: ViewTable, _ request: Request, _ query: Substring?, _ bound: any BoundAuthority) async throws -> Response {
        let parameters = try QueryParameters(query, repeatable: ViewQuery.repeatedParameters)
        let format = parameters["format"] ?? (request.headers[.accept]?.hasPrefix("text/csv") == true ? "csv" : "json")
        guard format == "csv" || format == "json" else {
            throw BodyError(field: "format", value: format, reason: "format is \(format); it must be csv or json")
        }
        let page = try await bound.view(try ViewQuery(table, parameters))
        guard format == "csv" else { return try Response.json(ViewPageBody(page)) }
        var response = Response.octets(Array(page.csv.utf8), mediaType: "text/csv; charset=utf-8; header=present")
        if let next = page.next {
            let rest = (query ?? "").split(separator: "&").filter { !$0.hasPrefix("after=") }.map(String.init)
            let target = (rest + ["after=" + PercentEncoding.encode(next.description)]).joined(separator: "&")
            if let name = Self.linkHeader { response.headers[name] = "<?\(target)>; rel=\"next\"" }
        }
        return response
    }
}
