import CAInterface
import Foundation
import Testing
import WireProtocols

@Suite struct ProblemBodyTests {
    @Test(
        "every code travels under its status and comes back as itself",
        arguments: [
            (CAError.Code.malformed, 400), (.signInRequired, 401), (.accessDenied, 403), (.notFound, 404), (.unknownAuthority, 404),
            (.wrongState, 409),
            (.conflict, 409), (.notImplemented, 501), (.unavailable, 503), (.internal, 500),
        ]
    )
    func statuses(_ code: CAError.Code, status: Int) throws {
        let error = CAError(
            code,
            status: .invalidArgument,
            "Say \"why\".",
            reason: DenialReason(rule: "R", field: "f", value: "v", remedy: "Do this.")
        )
        let body = ProblemBody(error, correlationID: UUID())
        #expect(body.status == status)
        let read = try JSONDecoder().decode(ProblemBody.self, from: Data(body.json))
        #expect(read == body)
        #expect(read.error.code == code)
        #expect(read.error.status == .invalidArgument)
        #expect(read.error.reason == error.reason)
    }

    @Test("an unknown code is 500")
    func unknown() {
        #expect(ProblemBody(CAError(CAError.Code(rawValue: "odd"), status: .fail, "?"), correlationID: UUID()).status == 500)
    }

    @Test("an absent row and a hidden one answer with the same octets")
    func hidden() {
        let absent = ProblemBody(CAError(.notFound, status: .certsrvPropertyEmpty, "no row 7"), absence: .absentRow, correlationID: UUID())
        let hidden = ProblemBody(CAError(.notFound, status: .accessDenied, "row 8 is bob's"), absence: .absentRow, correlationID: UUID())
        #expect(absent.json == hidden.json)
        #expect(absent.code == "0x80094004")
    }

    @Test("an answer of another server is judged by its status")
    func foreign() {
        let body = ProblemBody(type: "about:blank", title: "Forbidden", status: 403, detail: "no", code: "")
        #expect(body.error.code == .accessDenied)
        #expect(body.error.status == .fail)
    }
}
