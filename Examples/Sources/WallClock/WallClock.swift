import Foundation

/// The time since 1970, by the clock that the kernel's timestamps of packets are from.
public func wallClock() -> Duration {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}

extension Duration {
    /// In milliseconds, with fractions.
    public var milliseconds: Double { self / .milliseconds(1) }
}
