import Foundation
import PKIFormats
import PKITesting
import Testing

@Suite("Odd requests over the wire", .timeLimit(.minutes(10)))
struct OddRequestTests {
    @Test("each of the odd requests is answered by the running server without a 5xx, and their rows are listed")
    func answered() async throws {
        let server = try await SharedServer.get()
        let path = try await server.authorityPath() + "/requests"
        let requests = try await OddRequests.make()
        // One curl for all of them: the requests follow each other on one connection.
        var blocks: [String] = []
        for (index, request) in requests.enumerated() {
            let body = server.folder + "/odd-\(index).json"
            let json = #"{"request":"\#(Base64.encode(request.bytes))","attributes":{"CertificateTemplate":"\#(request.template)"}}"#
            try json.write(toFile: body, atomically: true, encoding: .utf8)
            blocks.append(
                """
                url = "\(server.endpoints.https + path)"
                request = "POST"
                user = "\(server.admin.name):\(server.admin.password)"
                cacert = "\(server.root)"
                header = "Content-Type: application/json"
                data-binary = "@\(body)"
                output = "/dev/null"
                max-time = 120
                write-out = "%{http_code} \(index)\\n"
                """
            )
        }
        let config = server.folder + "/odd.curl"
        try blocks.joined(separator: "\nnext\n").write(toFile: config, atomically: true, encoding: .utf8)
        let answers = try await succeed(["curl", "--silent", "--show-error", "--config", config]).split(separator: "\n")
        #expect(answers.count == requests.count)
        let failed = answers.filter { !$0.hasPrefix("200 ") && !$0.hasPrefix("202 ") && !$0.hasPrefix("400 ") }
        #expect(failed.map { $0 + " " + (Int($0.dropFirst(4)).map { requests[$0].name } ?? "") } == [])
        #expect(try await server.call("GET", path + "?limit=500", as: server.admin).status == 200)
    }
}
