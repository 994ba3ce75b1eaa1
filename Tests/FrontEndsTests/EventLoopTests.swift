import CAInterface
import Foundation
import HummingbirdCore
import NIOCore
import NIOPosix
import PKIDirectory
import PKITesting
import Testing
import WireProtocols

@testable import FrontEnds

/// Answers with the place where it runs: `loop` or `pool`.
private struct WhereFrontEnd: FrontEnd {
    let prefix = "/where"
    let door = Caller.Door.api

    func respond(to request: Request, on route: Void, context: FrontEndContext) async throws -> Response {
        Response.text(MultiThreadedEventLoopGroup.currentEventLoop == nil ? "pool" : "loop")
    }
}

@Suite("Event loops")
struct EventLoopTests {
    @Test("a task that prefers a loop's executor runs on that loop, also after it has waited elsewhere")
    func executor() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        await withTaskExecutorPreference(EventLoopTaskExecutor(loop)) {
            #expect(loop.inEventLoop)
            await withCheckedContinuation { continuation in DispatchQueue.global().async { continuation.resume() } }
            #expect(loop.inEventLoop)
            await withTaskExecutorPreference(globalConcurrentExecutor) { #expect(!loop.inEventLoop) }
            #expect(loop.inEventLoop)
        }
    }

    @Test("long work runs outside the event loop of the connection")
    func away() async throws {
        try await RunningFrontEnds.with(frontEnds: [WhereFrontEnd()]) { running in
            let answer = try await running.curl(["-u", "alice:alice-secret", "\(running.https)/where"])
            #expect(answer.text == "pool", "\(answer.errorText)")
        }
    }

    @Test("correlation ids are UUIDs of version 8 that do not repeat")
    func correlation() {
        let ids = (0..<10_000).map { _ in CorrelationID.next() }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.uuid.6 >> 4 == 8 && $0.uuid.8 >> 6 == 2 })
    }

    @Test("a remembered chain is written as one that is not remembered, also when more come than fit")
    func chains() {
        let texts = ChainTexts()
        for round in 0..<2 {
            for number in 0..<20 as Range<UInt8> {
                let chain = [[number, 1, 2], [number, UInt8(round)]]
                let disposition = Disposition(
                    requestID: RequestID(1),
                    code: .issued,
                    message: "Issued",
                    certificate: [number],
                    chain: chain
                )
                #expect(disposition.json(chain: texts.text(of: chain)) == disposition.json)
            }
        }
    }
}
