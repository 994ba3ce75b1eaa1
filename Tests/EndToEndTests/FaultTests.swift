import Foundation
import PKIFormats
import PKITesting
import Testing

/// A disk that is full while a file is there: a library between a program and the C library, for files below one directory.
private struct FullDisk {
    private static let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <errno.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <sys/types.h>
        #include <unistd.h>

        static int is_full(int fd) {
            char link[64], path[4096];
            const char *flag = getenv("FULL_DISK"), *place = getenv("FULL_DISK_PLACE");
            if (flag == NULL || place == NULL || access(flag, F_OK) != 0) return 0;
            snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
            ssize_t length = readlink(link, path, sizeof path - 1);
            if (length < 0) return 0;
            path[length] = 0;
            return strncmp(path, place, strlen(place)) == 0;
        }

        #define FAILS(name, fd, ...) \\
            static ssize_t (*real)(int, const void *, size_t, ##__VA_ARGS__); \\
            if (real == NULL) real = dlsym(RTLD_NEXT, name); \\
            if (is_full(fd)) { errno = ENOSPC; return -1; }

        ssize_t write(int fd, const void *bytes, size_t count) { FAILS("write", fd) return real(fd, bytes, count); }
        ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { FAILS("pwrite", fd, off_t) return real(fd, bytes, count, at); }
        ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) { FAILS("pwrite64", fd, off_t) return real(fd, bytes, count, at); }
        """

    let wrapper: [String]
    private let flag: String

    init(in folder: String) async throws {
        flag = folder + "/disk-is-full"
        let (file, library) = (folder + "/full-disk.c", folder + "/full-disk.so")
        try Self.source.write(toFile: file, atomically: true, encoding: .utf8)
        try await succeed([SoftHSM.compiler ?? "cc", "-shared", "-fPIC", "-o", library, file, "-ldl"])
        wrapper = ["env", "LD_PRELOAD=" + library, "FULL_DISK=" + flag, "FULL_DISK_PLACE=" + folder + "/data/"]
    }

    func set(_ isFull: Bool) throws {
        if isFull { try Data().write(to: URL(filePath: flag)) } else { try FileManager.default.removeItem(atPath: flag) }
    }
}

/// A clock that is moved while a program runs.
private struct MovedClock {
    let wrapper: [String]
    private let file: String

    init(in folder: String) throws {
        file = folder + "/clock"
        wrapper = [
            "env", "LD_PRELOAD=\(Faketime.library ?? "")", "FAKETIME_TIMESTAMP_FILE=" + file, "FAKETIME_NO_CACHE=1",
            "FAKETIME_DONT_FAKE_MONOTONIC=1", "sh", "-c", "exec \"$0\" \"$@\"",
        ]
        try set(days: 0)
    }

    func set(days: Int) throws { try "+\(days)d\n".write(toFile: file, atomically: true, encoding: .utf8) }
}

@Suite("Faults of a running server", .timeLimit(.minutes(10)))
struct FaultTests {
    private func list(_ server: RunningServer) async throws -> CertificateList {
        let reply = try await run(["curl", "--silent", "--fail", server.endpoints.http + "/crl/Chancery%20Issuing%20CA.crl"])
        return try CertificateList(derEncoded: reply.stdout)
    }

    private func serial(_ reply: SubmitReply) throws -> String {
        try RunningServer.certificate(try #require(reply.certificate)).serialHex
    }

    @Test(
        "a full disk ends the server with a message, and the next start has all that was acknowledged",
        .enabled(if: SoftHSM.compiler != nil, "there is no C compiler")
    )
    func fullDisk() async throws {
        let folder = try RunningServer.newFolder()
        let disk = try await FullDisk(in: folder)
        var server = try await RunningServer.start(folder: folder, wrapper: disk.wrapper)
        let kept = try await server.submit(try await server.newRequest(), template: "User", as: server.admin)
        let request = try await server.newRequest()
        let before = try #require(try await list(server).crlNumber)
        try disk.set(true)
        let body = String(
            decoding: try JSONSerialization.data(withJSONObject: [
                "request": request, "attributes": ["CertificateTemplate": "User"], "submissionKey": "once",
            ]),
            as: UTF8.self
        )
        let lost = try? await server.call("POST", server.authorityPath() + "/requests", as: server.admin, body: body)
        #expect(lost?.status != 200, "\(lost?.body ?? "")")
        #expect(await server.ended() != 0)
        let log = try String(contentsOfFile: folder + "/server-errors.log", encoding: .utf8)
        #expect(log.contains("Check the disk of the data directory, then start again."), "\(log.suffix(2000))")

        try disk.set(false)
        server = try await RunningServer.start(folder: folder, wrapper: disk.wrapper)
        let found = try await server.call("GET", server.authorityPath() + "/certificates/" + serial(kept), as: server.admin)
        #expect(found.status == 200, "\(found.body)")
        let again = try await server.submit(request, template: "User", as: server.admin, more: ["submissionKey": "once"])
        #expect(again.disposition == "issued")
        #expect(try await server.administer(["certificate", "revoke", serial(again), "--reason", "superseded"]).status == 0)
        let after = try await list(server)
        #expect(try #require(after.crlNumber) > before)
        #expect(after.revoked.count == 1)
        #expect(await server.stop() == 0)
        let verified = try await server.administer(["audit", "verify"])
        #expect(verified.status == 0, "\(verified.text)\(verified.errorText)")
    }

    @Test(
        "a running server's clock goes a year ahead and back: it issues, numbers grow, revoked stays revoked",
        .enabled(if: Faketime.library != nil, "faketime is not installed")
    )
    func movedClock() async throws {
        let folder = try RunningServer.newFolder()
        let clock = try MovedClock(in: folder)
        let server = try await RunningServer.start(folder: folder, wrapper: clock.wrapper)
        let issuing = try server.write(try await server.authority().certificate, to: "issuing.pem")
        let chain = try server.write(
            try await server.authority().certificate + String(contentsOfFile: server.root, encoding: .utf8),
            to: "chain.pem"
        )
        let (bad, good) = (
            try await server.submit(try await server.newRequest(), template: "User", as: server.admin),
            try await server.submit(try await server.newRequest(), template: "User", as: server.admin)
        )
        func status(_ reply: SubmitReply) async throws -> String {
            let leaf = try server.write(try #require(reply.certificate), to: "leaf.pem")
            return try await succeed([
                "openssl", "ocsp", "-issuer", issuing, "-cert", leaf, "-url", server.endpoints.http + "/ocsp", "-CAfile", chain,
            ])
        }
        #expect(try await status(bad).contains("leaf.pem: good"))
        let first = try #require(try await list(server).crlNumber)

        try clock.set(days: 360)
        #expect(try await server.submit(try await server.newRequest(), template: "User", as: server.admin).disposition == "issued")
        let revoke = "/certificates/" + (try serial(bad)) + "/revoke"
        let path = try await server.authorityPath()
        #expect(try await server.call("POST", path + revoke, as: server.admin, body: #"{"reason": "keyCompromise"}"#).status == 200)
        let ahead = try await list(server)
        #expect(try #require(ahead.crlNumber) > first)
        #expect(ahead.thisUpdate > Date())

        try clock.set(days: 0)
        #expect(try await server.call("POST", path + "/revocation-lists", as: server.admin).status == 204)
        let right = try await list(server)
        #expect(try #require(right.crlNumber) > (ahead.crlNumber ?? 0))
        #expect(right.thisUpdate < Date())
        #expect(right.revoked.map { Hex.encode($0.serialNumber) } == [try serial(bad)])
        // openssl verifies the signer, which must be valid now.
        #expect(try await status(bad).contains("leaf.pem: revoked"))
        #expect(try await status(good).contains("leaf.pem: good"))
        #expect(try await server.submit(try await server.newRequest(), template: "User", as: server.admin).disposition == "issued")
        #expect(await server.stop() == 0)
    }

    @Test(
        "past the end of the CAs requests are denied by a rule; renewed by commands, they issue again",
        .enabled(if: Faketime.library != nil, "faketime is not installed")
    )
    func renewedAfterTheEnd() async throws {
        var server = try await RunningServer.start()
        let request = try await server.newRequest()
        #expect(await server.stop() == 0)
        let wrapper = Faketime.ahead(22 * 365)
        server = try await RunningServer.start(folder: server.folder, wrapper: wrapper, expectsTrust: false)
        let body = String(
            decoding: try JSONSerialization.data(withJSONObject: ["request": request, "attributes": ["CertificateTemplate": "User"]]),
            as: UTF8.self
        )
        // The server's own certificate has ended too.
        func submit() async throws -> SubmitReply {
            let path = "/api/v1/authorities/Chancery%20Issuing%20CA/requests"
            return try await server.call("POST", path, as: server.admin, body: body, options: ["--insecure"]).json()
        }
        let denied = try await submit()
        #expect(denied.disposition == "denied")
        #expect(denied.reason?.rule == "ValidityNests")
        for name in ["Chancery Root CA", "Chancery Issuing CA"] {
            let renew = [Programs.chancery, "authority", "renew", "--new-key", "--ca", name, "--data", server.data]
            let renewed = try await run(wrapper + renew)
            #expect(renewed.status == 0, "\(name): \(renewed.text)\(renewed.errorText)")
        }
        let issued = try await submit()
        #expect(issued.disposition == "issued", "\(issued.message)")
        #expect(await server.stop() == 0)
    }
}
