import Testing

@testable import SwiftSocket

@Suite struct MACAddressTests {
    static let address = MACAddress(0x52, 0x54, 0x00, 0x1f, 0xa3, 0xe6)

    @Test(arguments: ["52:54:00:1f:a3:e6", "52-54-00-1f-a3-e6", "52:54:00:1F:A3:E6"])
    func text(_ text: String) {
        #expect(MACAddress(text) == Self.address)
        #expect(Self.address.description == "52:54:00:1f:a3:e6")
    }

    @Test(arguments: [
        "", "52:54:00:1f:a3", "52:54:00:1f:a3:e6:", "52:54:00-1f:a3:e6", "5254.001f.a3e6", "5254001fa3e6",
        "52:54:00:1f:a3:g6", "52:54:00:1f:a3:é",
    ])
    func otherText(_ text: String) {
        #expect(MACAddress(text) == nil)
    }

    @Test func bytes() {
        #expect(Self.address.bytes == [0x52, 0x54, 0x00, 0x1f, 0xa3, 0xe6])
        #expect(MACAddress(bytes: Self.address.bytes) == Self.address)
        #expect(MACAddress(bytes: [1, 2, 3, 4, 5]) == nil)
        #expect(MACAddress(bytes: [1, 2, 3, 4, 5, 6, 7]) == nil)
        #expect(MACAddress(bytes: [UInt8](repeating: 0xff, count: 6)) == .broadcast)
    }

    @Test func kinds() {
        #expect(MACAddress.broadcast.isMulticast && !Self.address.isMulticast)
        #expect(MACAddress(1, 0, 0x5e, 0, 0, 0xfb).isMulticast)
        #expect(Self.address.isLocallyAdministered && !MACAddress(0, 0x1b, 0x21, 0, 0, 1).isLocallyAdministered)
        #expect(MACAddress.unspecified < Self.address && Self.address < .broadcast)
    }
}
