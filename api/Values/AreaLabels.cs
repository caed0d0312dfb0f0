using System.Collections.Concurrent;
using System.Text;

namespace Insight.Api.Values;

/// <summary>
/// Small consecutive numbers for area ids, the same in all slices of this process, with the text that rows begin with. Ids are only ever
/// added (some hundreds a country), so that a number found once stays good.
/// </summary>
public sealed class AreaLabels
{
    private readonly ConcurrentDictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private Label[] labels = new Label[512];
    private int count;

    /// <summary>The number of an area id; a new one gets the next.</summary>
    public int NumberOf(string id) => numbers.TryGetValue(id, out var number) ? number : Add(id);

    /// <summary>The id with a number.</summary>
    public string IdOf(int number) => Volatile.Read(ref labels)[number].Id;

    /// <summary>The id in UTF-8.</summary>
    public ReadOnlySpan<byte> TextOf(int number) => Volatile.Read(ref labels)[number].Text;

    /// <summary>The member of a JSON row: <c>"area":"KU016",</c>.</summary>
    public ReadOnlySpan<byte> JsonOf(int number) => Volatile.Read(ref labels)[number].Json;

    private int Add(string id)
    {
        lock (gate)
        {
            if (numbers.TryGetValue(id, out var number))
            {
                return number;
            }

            if (count == labels.Length)
            {
                var grown = new Label[count * 2];
                labels.CopyTo(grown, 0);
                Volatile.Write(ref labels, grown);
            }

            labels[count] = new Label(id, Encoding.UTF8.GetBytes(id), JsonText.Member("area", id));
            numbers[id] = count;
            return count++;
        }
    }

    private readonly record struct Label(string Id, byte[] Text, byte[] Json);
}
