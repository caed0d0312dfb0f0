using System.Globalization;
using System.Text;
using Insight.Api.Values;

namespace Api.Tests.Values;

/// <summary>Numbers are written as the shortest text that reads back the same.</summary>
[TestFixture]
internal sealed class ShortestNumberTests
{
    [TestCase(0, "0")]
    [TestCase(-0.0, "-0")]
    [TestCase(1, "1")]
    [TestCase(-2126, "-2126")]
    [TestCase(0.1, "0.1")]
    [TestCase(13.99, "13.99")]
    [TestCase(100.0 * 1158 / 8278, "13.988886204397197")]
    [TestCase(1e20, "100000000000000000000")]
    [TestCase(1e21, "1e21")]
    [TestCase(0.000001, "0.000001")]
    [TestCase(1.5e-7, "1.5e-7")]
    [TestCase(5e-324, "5e-324")]
    [TestCase(double.MaxValue, "1.7976931348623157e308")]
    [TestCase(9007199254740993, "9007199254740992")]
    [TestCase(2.2250738585072014e-308, "2.2250738585072014e-308")]
    public void Known_numbers(double number, string text) => Assert.That(Text(number), Is.EqualTo(text));

    [Test]
    public void Random_numbers_read_back_and_are_no_longer_than_the_frameworks()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 200_000; i++)
        {
            Check(BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)));
            Check(random.Next(0, 100_000_000) / 1000.0);
            Check(100.0 * random.Next(1, 5000) / random.Next(1, 90_000));
        }
    }

    private static void Check(double number)
    {
        if (!double.IsFinite(number))
        {
            return;
        }

        var text = Text(number);
        var readsBack = double.Parse(text, CultureInfo.InvariantCulture).Equals(number);
        if (!readsBack || Digits(text) > Digits(number.ToString("R", CultureInfo.InvariantCulture)) || text.Length > ShortestNumber.LongestText)
        {
            Assert.Fail($"{number:R} was written as {text}");
        }
    }

    private static int Digits(string text) => text.Split('e', 'E')[0].Replace(".", "", StringComparison.Ordinal).Trim('-', '0').Length;

    private static string Text(double number)
    {
        Span<byte> target = stackalloc byte[ShortestNumber.LongestText];
        return Encoding.ASCII.GetString(target[..ShortestNumber.Write(number, target)]);
    }
}
