using System.Buffers.Binary;
using Insight.Warehouse.DuckDb.Interop;
using Insight.Warehouse.DuckDb.Reading;
using Insight.Warehouse.DuckDb.Writing;

namespace Insight.Warehouse.DuckDb;

/// <summary>A column of values for <see cref="DuckDBAppender.AppendColumns(ReadOnlySpan{DuckDBColumn})"/>. The values are read when they are appended, not before.</summary>
public sealed class DuckDBColumn
{
    private readonly Func<ColumnType, ColumnWriter> createWriter;

    private DuckDBColumn(int length, Func<ColumnType, ColumnWriter> createWriter)
    {
        Length = length;
        this.createWriter = createWriter;
    }

    /// <summary>Number of rows.</summary>
    public int Length { get; }

    /// <summary>
    /// Values of type bool, any integer, float, double, decimal, <see cref="DateOnly"/>, <see cref="TimeOnly"/>, <see cref="DateTime"/> (as written; taken as UTC for a
    /// TIMESTAMPTZ unless its kind is local), <see cref="DateTimeOffset"/> or <see cref="Guid"/>. Booleans and binary numbers are copied as they lie and are the fastest.
    /// </summary>
    /// <param name="values">One value a row.</param>
    /// <param name="nulls">True where the row is NULL, whatever its value; empty when no row is.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="NotSupportedException">DuckDB has no type for T.</exception>
    public static DuckDBColumn Of<T>(ReadOnlyMemory<T> values, ReadOnlyMemory<bool> nulls = default)
        where T : unmanaged
    {
        if (!nulls.IsEmpty && nulls.Length != values.Length)
        {
            throw new ArgumentException($"The column has {values.Length} values but {nulls.Length} marks for NULL; give as many, or none.", nameof(nulls));
        }

        if (PlainType<T>() is { } type)
        {
            return new DuckDBColumn(values.Length, _ => new PlainWriter<T>(values, nulls, type));
        }

        return values switch
        {
            ReadOnlyMemory<DateOnly> v => Converted<DateOnly, int>(v, nulls, ToDays, DuckDBType.Date),
            ReadOnlyMemory<TimeOnly> v => Converted<TimeOnly, long>(v, nulls, ToMicros, DuckDBType.Time),
            ReadOnlyMemory<DateTime> v => new DuckDBColumn(v.Length, target => TimestampWriter(v, nulls, target)),
            ReadOnlyMemory<DateTimeOffset> v => Converted<DateTimeOffset, long>(v, nulls, t => Epoch.Micros(t.UtcDateTime), DuckDBType.TimestampTz),
            ReadOnlyMemory<Guid> v => Converted<Guid, UInt128>(v, nulls, ToStored, DuckDBType.Uuid),
            ReadOnlyMemory<decimal> v => new DuckDBColumn(v.Length, target => DecimalWriter(v, nulls, target)),
            _ => throw new NotSupportedException($"DuckDB has no type for {typeof(T).Name}; convert the values to a number, a text, a date or a time."),
        };
    }

    /// <summary>Values of an array; see <see cref="Of{T}(ReadOnlyMemory{T}, ReadOnlyMemory{bool})"/>.</summary>
    public static DuckDBColumn Of<T>(T[] values, bool[]? nulls = null)
        where T : unmanaged => Of<T>(values.AsMemory(), nulls);

    /// <summary>Numbers with null for NULL.</summary>
    public static DuckDBColumn Of(double?[] values) => Converted<double?, double>(values, default, v => v, DuckDBType.Double);

    /// <summary>Numbers with null for NULL.</summary>
    public static DuckDBColumn Of(int?[] values) => Converted<int?, int>(values, default, v => v, DuckDBType.Integer);

    /// <summary>Texts with null for NULL.</summary>
    public static DuckDBColumn Of(ReadOnlyMemory<string?> values) => new(values.Length, _ => new TextColumnWriter(values));

    /// <summary>Texts with null for NULL.</summary>
    public static DuckDBColumn Of(string?[] values) => Of(values.AsMemory());

    /// <summary>
    /// Texts of which many are the same, as places in a list of different ones: the fastest way to write areas, periods and other keys,
    /// since no text is made for a row.
    /// </summary>
    /// <param name="codes">One place in <paramref name="members"/> a row, from 0; −1 for NULL.</param>
    /// <param name="members">The different texts.</param>
    public static DuckDBColumn Coded(ReadOnlyMemory<int> codes, IReadOnlyList<string> members) => new(codes.Length, _ => new CodedWriter(codes, members));

    /// <summary>The same text in every row; null for NULL.</summary>
    public static DuckDBColumn Constant(string? value, int length) =>
        Coded(value is null ? Filled(-1, length) : new int[length], value is null ? [] : [value]);

    /// <summary>The same value in every row; null for NULL.</summary>
    public static DuckDBColumn Constant<T>(T? value, int length)
        where T : unmanaged => value is { } present ? Of(Filled(present, length)) : Of(new T[length], Filled(true, length));

    internal ColumnWriter CreateWriter(ColumnType target) => createWriter(target);

    private static T[] Filled<T>(T value, int length)
    {
        var values = new T[length];
        Array.Fill(values, value);
        return values;
    }

    private static DuckDBType? PlainType<T>() => default(T) switch
    {
        bool => DuckDBType.Boolean,
        sbyte => DuckDBType.TinyInt,
        short => DuckDBType.SmallInt,
        int => DuckDBType.Integer,
        long => DuckDBType.BigInt,
        Int128 => DuckDBType.HugeInt,
        byte => DuckDBType.UnsignedTinyInt,
        ushort => DuckDBType.UnsignedSmallInt,
        uint => DuckDBType.UnsignedInteger,
        ulong => DuckDBType.UnsignedBigInt,
        UInt128 => DuckDBType.UnsignedHugeInt,
        float => DuckDBType.Float,
        double => DuckDBType.Double,
        _ => null,
    };

    private static DuckDBColumn Converted<TSource, TStored>(
        ReadOnlyMemory<TSource> values, ReadOnlyMemory<bool> nulls, Func<TSource, TStored?> convert, DuckDBType type)
        where TStored : unmanaged =>
        new(values.Length, _ => new ConvertingWriter<TSource, TStored>(values, nulls, convert, NativeMethods.CreateLogicalType(type)));

    /// <summary>Decimals with the scale of the target, rounded half away from zero as DuckDB does; doubles where the target is no DECIMAL.</summary>
    private static ColumnWriter DecimalWriter(ReadOnlyMemory<decimal> values, ReadOnlyMemory<bool> nulls, ColumnType target)
    {
        if (target.Type != DuckDBType.Decimal)
        {
            return new ConvertingWriter<decimal, double>(values, nulls, v => (double)v, NativeMethods.CreateLogicalType(DuckDBType.Double));
        }

        var scale = target.Scale;
        return new ConvertingWriter<decimal, Int128>(values, nulls, v => Unscaled(v, scale), NativeMethods.CreateDecimalType(38, scale));
    }

    private static ColumnWriter TimestampWriter(ReadOnlyMemory<DateTime> values, ReadOnlyMemory<bool> nulls, ColumnType target) =>
        target.Type == DuckDBType.TimestampTz
            ? new ConvertingWriter<DateTime, long>(values, nulls, t => Epoch.UtcMicros(t), NativeMethods.CreateLogicalType(DuckDBType.TimestampTz))
            : new ConvertingWriter<DateTime, long>(values, nulls, t => Epoch.Micros(t), NativeMethods.CreateLogicalType(DuckDBType.Timestamp));

    private static Int128? Unscaled(decimal value, byte scale)
    {
        var rounded = decimal.Round(value, Math.Min(scale, (byte)28), MidpointRounding.AwayFromZero);
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(rounded, parts);
        var magnitude = new Int128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        for (int digits = rounded.Scale; digits < scale; digits++)
        {
            magnitude = checked(magnitude * 10);
        }

        return decimal.IsNegative(rounded) ? -magnitude : magnitude;
    }

    private static int? ToDays(DateOnly date) => date.DayNumber - Epoch.Days;

    private static long? ToMicros(TimeOnly time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private static UInt128? ToStored(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes) ^ (UInt128.One << 127);
    }
}
