import CAInterface
import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOEmbedded
import PKIDirectory
import PKITesting
import Synchronization
import Testing
import WireProtocols

@testable import FrontEnds

/// Logs, and throws an error that no front end should throw.
private struct FailingFrontEnd: FrontEnd {
    struct Failure: Error {}
    let prefix = "/failing"
    let authentication = FrontEndAuthentication.none
    let door = Caller.Door.api

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        context.logger.notice("seen")
        throw Failure()
    }
}

@Suite("Traces") struct TraceParentTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let parent = "00f067aa0ba902b7"

    @Test(
        "a traceparent of any version is read, and a malformed one is ignored",
        arguments: [
            ("00-\(trace)-\(parent)-01", true), ("00-\(trace)-\(parent)-00", true), ("cc-\(trace)-\(parent)-01-what-comes", true),
            ("00-\(trace)-\(parent)-01-more", false), ("ff-\(trace)-\(parent)-01", false), ("00-\(trace.uppercased())-\(parent)-01", false),
            ("00-\(String(repeating: "0", count: 32))-\(parent)-01", false), ("00-\(trace)-\(String(repeating: "0", count: 16))-01", false),
            ("00-\(trace)-\(parent)", false), ("00-\(trace)-\(parent)-1", false), ("", false), ("00-\(trace)x-\(parent)-01", false),
            ("é-\(trace)-\(parent)-01", false),
        ]
    )
    func read(_ text: String, isOne: Bool) {
        let found = TraceParent(text)
        #expect((found != nil) == isOne)
        if isOne { #expect(found?.traceID == Self.trace && found?.parentID == Self.parent) }
    }

    @Test("the log lines of a request name its trace, and the answer hands the trace back with its own part")
    func taken() async throws {
        let lines = Mutex<[Logger.Metadata]>([])
        let logger = Logger(label: "test") { _ in Collector { metadata in lines.withLock { $0.append(metadata) } } }
        let fixture = try await FrontEndFixture.make(frontEnds: [FailingFrontEnd()])
        func answer(_ headers: HTTPFields) async throws -> Response {
            let head = HTTPRequest(method: .get, scheme: "https", authority: nil, path: "/failing", headerFields: headers)
            return try await fixture.frontEnds.responder(on: .https).respond(
                to: Request(head: head, body: RequestBody(buffer: ByteBuffer())),
                context: ConnectionContext(channel: EmbeddedChannel(), logger: logger, peer: nil)
            )
        }
        let (field, responseField) = (try #require(TraceParent.field), try #require(TraceParent.responseField))
        let traced = try await answer([field: "00-\(Self.trace)-\(Self.parent)-01"])
        #expect(traced.status == .internalServerError)
        let shown = try #require(traced.headers[responseField].flatMap { TraceParent($0) })
        #expect(shown.traceID == Self.trace && shown.parentID != Self.parent && shown.flags == "01")
        // The front end's own line, and the line about its failure.
        #expect(
            lines.withLock { $0.map { "\($0["traceId"] ?? "")/\($0["parentId"] ?? "")" } }
                == [String](repeating: "\(Self.trace)/\(Self.parent)", count: 2)
        )
        let correlation = try #require(HTTPField.Name("X-Correlation-Id"))
        let id = try #require(traced.headers[correlation]).filter { $0 != "-" }
        #expect(id.hasPrefix(shown.parentID))
        #expect(try await answer([:]).headers[responseField] == nil)
        #expect(lines.withLock { $0.last?["traceId"] } == nil)
    }
}

/// Passes the metadata of each line on.
private struct Collector: LogHandler {
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]
    let collect: @Sendable (Logger.Metadata) -> Void

    init(_ collect: @escaping @Sendable (Logger.Metadata) -> Void) { self.collect = collect }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { collect(metadata.merging(event.metadata ?? [:]) { $1 }) }
}
