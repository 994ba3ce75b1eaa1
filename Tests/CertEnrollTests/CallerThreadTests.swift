import CertCli
import CertEnroll
import CertificateTemplates
import Foundation
import PKICrypto
import PKIFormats
import PKITesting
import Synchronization
import Testing

/// An executor of one thread, as that of an event loop.
private final class OneThread: TaskExecutor {
    private let thread = Mutex("")
    private let jobs = Mutex<[UnownedJob]>([])
    private let arrived = DispatchSemaphore(value: 0)
    private let isEnded = Mutex(false)

    init() {
        Thread.detachNewThread { [self] in
            thread.withLock { $0 = Self.current }
            while true {
                arrived.wait()
                if isEnded.withLock({ $0 }) { return }
                guard let job = jobs.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else { continue }
                job.runSynchronously(on: asUnownedTaskExecutor())
            }
        }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        arrived.signal()
    }

    func end() {
        isEnded.withLock { $0 = true }
        arrived.signal()
    }

    var isCurrent: Bool { thread.withLock { $0 } == Self.current }

    private static var current: String { "\(pthread_self())" }
}

/// Notes the threads that make keys.
private final class WatchedKeys: KeyMaker {
    let onCallersThread = Mutex<[Bool]>([])
    private let caller: OneThread

    init(caller: OneThread) { self.caller = caller }

    func makeKey(_ specification: KeySpecification) throws -> (key: PrivateKey, pkcs8: [UInt8]) {
        onCallersThread.withLock { $0.append(caller.isCurrent) }
        return try SoftwareKeyMaker().makeKey(specification)
    }

    func key(pkcs8: [UInt8]) throws -> PrivateKey { try SoftwareKeyMaker().key(pkcs8: pkcs8) }
}

@Suite("What blocks a thread does not run on the caller's")
struct CallerThreadTests {
    /// The write calls of the current thread.
    private static func writes() throws -> Int {
        let text = try String(contentsOfFile: "/proc/thread-self/io", encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("syscw:") })
        return try #require(Int(line.dropFirst("syscw: ".count)))
    }

    @Test(
        "keys are made, and files written to the disk, on other threads than the caller's executor",
        .enabled(if: FileManager.default.isReadableFile(atPath: "/proc/thread-self/io"), "the test counts the calls of a thread in /proc")
    )
    func threads() async throws {
        try await EnrollmentFixture.with { fixture in
            let executor = OneThread()
            let keys = WatchedKeys(caller: executor)
            let written = try await Task(executorPreference: executor) {
                #expect(executor.isCurrent)
                let before = try Self.writes()
                let server = WatchedServer(fixture)
                let enrollment = X509Enrollment(stores: .init(directory: fixture.directory), server: server, keys: keys)
                try await enrollment.initializeFromTemplateName(.user, templateName: "User")
                try enrollment.innermostRequest.keySpecification = .rsa(bits: 2048)
                try enrollment.innermostRequest.exportable = true
                try await enrollment.enroll()
                #expect(enrollment.status.status == .enrolled)
                let response = try enrollment.response(.binary).bytes
                _ = try await enrollment.createPFX(password: "secret", exportOptions: .chainWithRoot)
                let second = X509Enrollment(stores: .init(directory: fixture.directory), keys: keys)
                try second.initialize(.user)
                _ = try await second.createRequest(.binary)
                try await second.installResponse(.allowNoOutstandingRequest, response: response, encoding: .binary)
                let helper = X509EnrollmentHelper(fixture.access())
                try helper.initialize(.user)
                try await helper.addPolicyServer("https://a", authFlags: .anonymous)
                _ = try await helper.enroll("https://a", templateName: "User")
                #expect(executor.isCurrent)
                return try Self.writes() - before
            }.value
            executor.end()
            #expect(written == 0)
            #expect(keys.onCallersThread.withLock { $0 } == [false, false])
            #expect(try fixture.store().certificates().count == 2)
        }
    }
}
