import CAInterface
import Foundation
import PKIFormats
import PKITesting
import Testing

@testable import chancery

@Suite("The export of an AD CS database")
struct CertutilExportTests {
    private static let certificate = "-----BEGIN CERTIFICATE-----\r\nMAA=\r\n-----END CERTIFICATE-----\r\n"

    private static func read(_ text: String, order: CertutilExport.DateOrder? = nil, offset: Int = 0) throws -> [HistoryRow] {
        try CertutilExport(text, order: order, offset: offset).lines.compactMap { if case .row(let row) = $0 { row } else { nil } }
    }

    private static func refusal(_ text: String) -> String? {
        do {
            _ = try CertutilExport(text, order: nil, offset: 0)
            return nil
        } catch let error as CommandError {
            return error.message
        } catch {
            return "\(error)"
        }
    }

    @Test("labels, numbers with words behind them and certificates over several lines are read")
    func labels() throws {
        let rows = try Self.read(
            """
            "Request ID","Requester Name","Request Submission Date","Request Disposition","Request Status Code","Certificate Template","Binary Certificate"\r
            "0x25 (37)","CORP\\alice","1/31/2024 3:04 PM","20 -- Issued","The operation completed successfully. 0x0 (WIN32: 0)","1.3.6.1.4.1.311.21.8.1 Web Server","\(Self.certificate)"\r
            38,"CORP\\bob","1/31/2024 12:00 AM","0x1f (31) -- Denied","The request subject name is invalid. 0x80094001 (-2146877439 CERTSRV_E_BAD_REQUESTSUBJECT)","EMPTY","EMPTY"\r
            Maximum Row Index: 2\r
            CertUtil: -view command completed successfully.\r

            """
        )
        #expect(rows.map(\.formerRequest) == [37, 38])
        #expect(rows.map(\.disposition) == [.issued, .denied])
        #expect(rows.map(\.status.description) == ["0x00000000", "0x80094001"])
        #expect(rows.map(\.template) == ["1.3.6.1.4.1.311.21.8.1", nil])
        #expect(rows.map(\.certificate) == [[0x30, 0x00], nil])
        #expect(rows.map { $0.submitted.formatted(.iso8601) } == ["2024-01-31T15:04:00Z", "2024-01-31T00:00:00Z"])
        #expect(rows.map(\.requester) == ["CORP\\alice", "CORP\\bob"])
    }

    @Test("column names serve as headings, and a revocation is taken in the time of the offset")
    func columns() throws {
        let rows = try Self.read(
            """
            RequestID,Request.RequesterName,SubmittedWhen,Disposition,RevokedWhen,RevokedReason,RawCertificate
            5,x,31.12.2023 23:00,21 -- Revoked,01.02.2024 10:30:15,"0x1 (1) -- Reason: Key Compromise",MAA=
            """,
            offset: 3600
        )
        let revocation = try #require(rows.first?.revocation)
        #expect(revocation.when.formatted(.iso8601) == "2024-02-01T09:30:15Z")
        #expect(revocation.reason == 1)
    }

    @Test(
        "dates with strokes are read as one of them shows, or as somebody says",
        arguments: [("13/1/2024", "2024-01-13"), ("1/13/2024", "2024-01-13"), ("2024/1/13", "2024-01-13")]
    )
    func dates(_ text: String, _ day: String) throws {
        let rows = try Self.read("RequestID,RequesterName,SubmittedWhen,Disposition\n1,x,\(text) 10:00,31")
        #expect(rows.first.map { WireDay.text($0.submitted) } == day)
    }

    private enum WireDay {
        static func text(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }
    }

    @Test("dates that can be read in two ways are refused until somebody says how")
    func ambiguous() throws {
        let text = "RequestID,RequesterName,SubmittedWhen,Disposition\n1,x,3/4/2024 10:00,31"
        #expect(Self.refusal(text)?.contains("--dates month-first") == true)
        #expect(try Self.read(text, order: .dayFirst).first?.submitted.formatted(.iso8601) == "2024-04-03T10:00:00Z")
    }

    @Test(
        "a file that is no export is refused as a whole",
        arguments: [
            ("", "The file is empty"), ("Anforderungs-ID,Status\n1,2", "no column"),
            ("RequestID,RequesterName,SubmittedWhen,Disposition\n\"1,x,3", "cut off"),
        ]
    )
    func whole(_ text: String, _ part: String) {
        #expect(Self.refusal(text)?.contains(part) == true)
    }

    @Test("a line that cannot be read is named and the others are taken")
    func line() throws {
        let export = try CertutilExport(
            "RequestID,RequesterName,SubmittedWhen,Disposition,Serial Number\n1,x,30.2.2024 10:00,31,7\n2,y,1.2.2024 10:00,31,8",
            order: nil,
            offset: 0
        )
        #expect(export.ignored == ["Serial Number"])
        var faults: [String] = []
        for case .unreadable(let line, let reason) in export.lines { faults.append("\(line) \(reason.prefix(29))") }
        #expect(faults == ["2 submittedwhen is 30.2.2024 10"])
    }
}
