import CertManagement
import HTTPTypes
import HummingbirdCore
import NIOCore
import PortableFoundation
import WireProtocols

extension APIFrontEnd {
    /// A report as JSON, or as CSV for whoever asks for it by `format=csv` or `Accept: text/csv`. It is written while it is read.
    func report(
        _ report: ManagementPath.Report,
        _ request: Request,
        _ parameters: QueryParameters,
        _ management: BoundManagement
    ) async throws -> Response {
        let format = parameters["format"] ?? (request.headers[.accept]?.hasPrefix("text/csv") == true ? "csv" : "json")
        guard format == "csv" || format == "json" else {
            throw BodyError(field: "format", value: format, reason: "format is \(format); it must be csv or json")
        }
        var selection = ManagementReport.Selection()
        selection.user = try await user(parameters, management)
        selection.profileTemplate = try parameters["profileTemplate"].map { text throws(BodyError) in
            try ManagementID.read(text, "profileTemplate")
        }
        selection.from = try parameters["from"].map { text throws(BodyError) in try WireDate.required(text, field: "from") }
        selection.before = try parameters["before"].map { text throws(BodyError) in try WireDate.required(text, field: "before") }
        let source = try await management.report(Self.report(report), selection)
        let isCSV = format == "csv"
        let mediaType = isCSV ? "text/csv; charset=utf-8; header=present" : "application/json"
        let body = ResponseBody { writer in
            let columns = source.report.columns
            var source = source
            var part = ByteBuffer(string: isCSV ? ReportRow.csv(columns) : "[")
            var isFirst = true
            while let rows = try await source.next() {
                for cells in rows {
                    part.writeString(isCSV ? ReportRow.csv(cells) : (isFirst ? "" : ",") + ReportRow.json(columns, cells))
                    isFirst = false
                }
                guard part.readableBytes >= ResponsePartWriter.partSize else { continue }
                try await writer.write(part)
                part.clear()
            }
            if !isCSV { part.writeString("]") }
            try await writer.write(part)
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: mediaType], body: body)
    }

    private static func report(_ report: ManagementPath.Report) -> ManagementReport {
        switch report {
        case .requests: .requests
        case .profiles: .profiles
        case .smartcards: .smartcards
        case .certificates: .certificates
        }
    }

    private func user(_ parameters: QueryParameters, _ management: BoundManagement) async throws -> UUID? {
        guard let text = parameters["user"] else { return nil }
        return try await Self.account(text, management)
    }
}
