#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension DERWriter {
    /// Writes a time as RFC 5280 §4.1.2.5 demands: UTCTime through 2049, GeneralizedTime from then on. Fractions of a second are cut off; a
    /// time outside the years 0…9999 becomes the nearest second inside.
    public mutating func writeTime(_ date: Date) {
        let moment = CalendarTime(date)
        if moment.year >= 1950, moment.year < 2050 {
            writeUTCTime(moment)
        } else {
            writeGeneralizedTime(moment, tag: 0x18)
        }
    }

    /// Writes a GeneralizedTime with whole seconds, `YYYYMMDDHHMMSSZ`.
    public mutating func writeGeneralizedTime(_ date: Date, tag: UInt8 = 0x18) {
        writeGeneralizedTime(CalendarTime(date), tag: tag)
    }

    private mutating func writeUTCTime(_ moment: CalendarTime) {
        writeHeader(tag: 0x17, length: 13)
        writeTwoDigits(moment.year % 100)
        writeMonthToSecond(moment)
    }

    private mutating func writeGeneralizedTime(_ moment: CalendarTime, tag: UInt8) {
        writeHeader(tag: tag, length: 15)
        writeTwoDigits(moment.year / 100)
        writeTwoDigits(moment.year % 100)
        writeMonthToSecond(moment)
    }

    private mutating func writeMonthToSecond(_ moment: CalendarTime) {
        writeTwoDigits(moment.month)
        writeTwoDigits(moment.day)
        writeTwoDigits(moment.hour)
        writeTwoDigits(moment.minute)
        writeTwoDigits(moment.second)
        writeOctet(UInt8(ascii: "Z"))
    }

    private mutating func writeTwoDigits(_ value: Int) {
        writeOctet(UInt8(ascii: "0") + UInt8(value / 10))
        writeOctet(UInt8(ascii: "0") + UInt8(value % 10))
    }

    private mutating func writeHeader(tag: UInt8, length: UInt8) {
        writeOctet(tag)
        writeOctet(length)
    }
}
