namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>
/// Numbers that look random and are the same on every machine and in every version: SplitMix64 with whole numbers only, so that no library
/// and no rounding has a say.
/// </summary>
internal struct Draw(ulong seed)
{
    private ulong state = seed;

    /// <summary>A number from 0 to below <paramref name="below"/>.</summary>
    public int Below(int below) => (int)(((UInt128)Next() * (ulong)below) >> 64);

    /// <summary>A number between two, both included.</summary>
    public int Between(int from, int to) => from + Below(to - from + 1);

    /// <summary>True so many times in a thousand.</summary>
    public bool OneOf(int inThousand) => Below(1000) < inThousand;

    /// <summary>One of some things.</summary>
    public T Pick<T>(ReadOnlySpan<T> things) => things[Below(things.Length)];

    /// <summary>A seed for something within, which later draws here do not change.</summary>
    public static ulong Seed(ulong outer, int inner) => new Draw(outer ^ ((ulong)inner * 0x9E3779B97F4A7C15)).Next();

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
