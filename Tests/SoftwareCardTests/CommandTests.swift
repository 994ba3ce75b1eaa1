import SoftwareCard
import Testing

@Suite("Commands of the software card")
struct CommandTests {
    @Test("a card that was not powered answers nothing")
    func powerless() throws {
        #expect(try SoftwarePIVCard().respond(to: [0x00, 0xA4, 0x04, 0x00]) == [])
    }
}
