using System.Globalization;

namespace Insight.Etl.Landing;

/// <summary>Notices an answer that never falls silent and never ends: a few bytes now and then would keep a run busy for days.</summary>
/// <param name="address">Who answers, for messages.</param>
/// <param name="window">How long pieces are counted together.</param>
/// <param name="clock">Time.</param>
internal sealed class Drip(Uri address, TimeSpan window, TimeProvider clock)
{
    /// <summary>Fewer bytes in a window are a drip; the slowest modem sends as much in a second.</summary>
    private const int Least = 1024;

    private long start = clock.GetTimestamp();
    private long bytes;

    /// <summary>Counts a piece.</summary>
    /// <exception cref="TransientFault">The window is over and next to nothing came in it.</exception>
    public void Received(int count)
    {
        bytes += count;
        var elapsed = clock.GetElapsedTime(start);
        if (elapsed < window)
        {
            return;
        }

        if (bytes < Least)
        {
            throw new TransientFault(string.Create(CultureInfo.InvariantCulture, $"{address} sent only {bytes} bytes in {elapsed.TotalSeconds:0} s."));
        }

        (start, bytes) = (clock.GetTimestamp(), 0);
    }
}
