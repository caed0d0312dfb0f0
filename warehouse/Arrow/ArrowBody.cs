using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Insight.Warehouse.Tables;

namespace Insight.Warehouse.Arrow;

/// <summary>The buffers of one batch of rows, each padded to eight bytes.</summary>
internal sealed class ArrowBody
{
    private readonly ArrayBufferWriter<byte> bytes = new(64 * 1024);

    /// <summary>Rows and nulls of each column.</summary>
    public List<(long Rows, long Nulls)> Nodes { get; } = [];

    /// <summary>Place and length of each buffer.</summary>
    public List<(long Offset, long Length)> Buffers { get; } = [];

    /// <summary>All buffers.</summary>
    public ReadOnlySpan<byte> Bytes => bytes.WrittenSpan;

    /// <summary>Adds a column's rows.</summary>
    public void Add(TableColumn column, int row, int count)
    {
        switch (column)
        {
            case TextColumn texts:
                AddTexts(texts.Values.AsSpan(row, count));
                break;
            case CodedColumn coded:
                AddCodes(coded.Codes.AsSpan(row, count));
                break;
            case NumberColumn numbers:
                AddPlain(numbers.Values.AsSpan(row, count));
                break;
            case WholeColumn numbers:
                AddPlain(numbers.Values.AsSpan(row, count));
                break;
            case FlagColumn flags:
                AddFlags(flags.Values.AsSpan(row, count));
                break;
            default:
                throw new ArgumentException($"A column of type {column.GetType().Name} has no form in Arrow.");
        }
    }

    private void AddCodes(ReadOnlySpan<int> codes)
    {
        AddValidity(codes, code => code >= 0);
        AddBuffer(MemoryMarshal.AsBytes(codes));
    }

    private void AddPlain<T>(ReadOnlySpan<T?> values)
        where T : unmanaged
    {
        AddValidity(values, v => v.HasValue);
        var plain = new T[values.Length];
        for (var i = 0; i < plain.Length; i++)
        {
            plain[i] = values[i] ?? default;
        }

        AddBuffer(MemoryMarshal.AsBytes(plain.AsSpan()));
    }

    private void AddFlags(ReadOnlySpan<bool?> values)
    {
        AddValidity(values, v => v.HasValue);
        AddBuffer(Bits(values, v => v == true));
    }

    private void AddTexts(ReadOnlySpan<string?> values)
    {
        AddValidity(values, v => v is not null);
        var offsets = new int[values.Length + 1];
        var text = new ArrayBufferWriter<byte>();
        for (var i = 0; i < values.Length; i++)
        {
            Encoding.UTF8.GetBytes(values[i] ?? "", text);
            offsets[i + 1] = text.WrittenCount;
        }

        AddBuffer(MemoryMarshal.AsBytes(offsets.AsSpan()));
        AddBuffer(text.WrittenSpan);
    }

    /// <summary>The node and its bitmap, which is empty where nothing is null.</summary>
    private void AddValidity<T>(ReadOnlySpan<T> values, Func<T, bool> isThere)
    {
        var nulls = 0;
        foreach (var value in values)
        {
            nulls += isThere(value) ? 0 : 1;
        }

        Nodes.Add((values.Length, nulls));
        AddBuffer(nulls == 0 ? [] : Bits(values, isThere));
    }

    private static byte[] Bits<T>(ReadOnlySpan<T> values, Func<T, bool> isSet)
    {
        var bits = new byte[(values.Length + 7) / 8];
        for (var i = 0; i < values.Length; i++)
        {
            bits[i / 8] |= (byte)(isSet(values[i]) ? 1 << (i % 8) : 0);
        }

        return bits;
    }

    private void AddBuffer(ReadOnlySpan<byte> buffer)
    {
        Buffers.Add((bytes.WrittenCount, buffer.Length));
        bytes.Write(buffer);
        var padding = -bytes.WrittenCount & 7;
        bytes.Write(stackalloc byte[padding]);
    }
}
