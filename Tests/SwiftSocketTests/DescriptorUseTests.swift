import Testing

@testable import SwiftSocket

/// The counts of who uses a descriptor. Debug builds trap on a count that cannot be.
@Suite struct DescriptorUseTests {
    @Test func releasesOnceAfterTheLastCall() {
        let use = DescriptorUse()
        let entered = [use.enter(), use.enter()]
        let closed = [use.close(), use.close()]
        let late = use.enter()
        let left = [use.leave(), use.leave(), use.leave()]
        #expect(entered == [true, true] && !late)
        #expect(closed == [.open, .closed])  // the first is counted as a call
        #expect(left == [.closed, .closed, .released])
    }

    @Test func theLastFileCloses() {
        let use = DescriptorUse()
        let opened = [use.openFile(), use.openFile()]
        let closed = use.close()
        let isClosed = use.isClosed
        let late = use.openFile()
        let files = [use.closeFile(), use.closeFile()]
        let isClosedInTheEnd = use.isClosed
        #expect(opened == [true, true] && !late)
        #expect(closed == .closed && !isClosed && isClosedInTheEnd)
        #expect(files == [.closed, .released])
    }

    @Test func detachingWhileACallRunsNeedsMarking() {
        let use = DescriptorUse()
        let entered = use.enter()
        let detached = use.detach()
        let marked = [use.markClosed(), use.markClosed()]
        let left = [use.leave(), use.leave()]
        let late = use.detach()
        #expect(entered && detached == .open && marked == [true, false])
        #expect(left == [.closed, .released] && late == .closed)
    }

    #if DEBUG
    @Test func aCallThatDidNotBeginCannotEnd() async {
        await #expect(processExitsWith: .failure) { _ = DescriptorUse().leave() }
    }

    @Test func aDescriptorIsReleasedOnce() async {
        await #expect(processExitsWith: .failure) {
            let use = DescriptorUse()
            _ = use.enter()
            _ = use.markClosed()
            _ = use.leave()  // releases
            _ = use.leave()
        }
    }

    @Test func aFileThatDidNotOpenCannotClose() async {
        await #expect(processExitsWith: .failure) { _ = DescriptorUse().closeFile() }
    }
    #endif
}
