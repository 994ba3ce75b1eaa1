import CACore
import CAInterface
import PortableFoundation
import PKITesting
import Testing

@testable import Store

@Suite("Lists of requests are light")
struct RequestListingTests {
    @Test("a page of a list does not read requests or long names", arguments: Engine.all)
    func light(_ engine: Engine) async throws {
        let sample = try await SampleRecords.make()
        let scratch = try await engine.scratch()
        let store = try await scratch.store(with: sample)
        let number = sample.authority.number
        var rows: [StoredRequest] = []
        for length in [0, RequestSummary.longestName, RequestSummary.longestName + 1, 200_000] {
            let plain = sample.request(try await store.reserveRequestID(of: number))
            let row = StoredRequest(
                authority: number,
                id: plain.id,
                rawRequest: [UInt8](repeating: 0x30, count: 262_144),
                requestType: plain.requestType,
                requestFlags: plain.requestFlags,
                rawAttributes: String(repeating: "a:b\n", count: 10_000),
                attributes: [],
                disposition: plain.disposition,
                statusCode: plain.statusCode,
                message: plain.message,
                submittedWhen: plain.submittedWhen,
                resolvedWhen: plain.resolvedWhen,
                requesterName: plain.requesterName,
                requester: plain.requester,
                callerName: plain.callerName,
                caller: plain.caller,
                door: plain.door,
                remoteAddress: plain.remoteAddress,
                correlationID: plain.correlationID,
                submissionKey: nil,
                templateName: plain.templateName,
                templateVersion: plain.templateVersion,
                rawName: [UInt8](repeating: 0x41, count: length),
                certificate: plain.certificate
            )
            try await store.commit([.requestReceived(row)], expecting: .nothing)
            rows.append(row)
        }
        let page = try await store.requests(RecordQuery(limit: 1000), requester: nil, of: number)
        #expect(page == rows.map(RequestSummary.init))
        #expect(page.map(\.rawName.count) == [0, RequestSummary.longestName, 0, 0])
        #expect(try await store.certificates(RecordQuery(), requester: nil, of: number) == rows.compactMap(CertificateSummary.init))
        for column in ["raw_request", "raw_attributes", "attributes"] {
            #expect(!RequestColumns.summary.contains(column) && !RequestColumns.certificateSummary.contains(column))
        }
        #expect(!RequestColumns.summary.contains("certificate"))
        try await store.close()
    }
}
