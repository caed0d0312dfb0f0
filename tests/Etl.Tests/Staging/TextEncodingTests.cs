using System.Text;
using Insight.Etl.Landing;
using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Tests.Staging;

public sealed class TextEncodingTests
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    static TextEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Test]
    public void Utf_8_is_recognised_with_and_without_its_mark()
    {
        var bytes = Encoding.UTF8.GetBytes("päästökauppa;1 234 €\n");
        Assert.That(Detect(bytes), Is.EqualTo(("utf-8", false)));
        Assert.That(Detect([.. Mark, .. bytes]), Is.EqualTo(("utf-8", true)));
    }

    [Test]
    public void Plain_ascii_counts_as_utf_8() => Assert.That(Detect("a;b\n1;2\n"u8.ToArray()).Name, Is.EqualTo("utf-8"));

    [TestCase("Sairausloma 100 € maksettu", "windows-1252")]
    [TestCase("Asikkala – Hollola, työntekijä", "windows-1252")]
    [TestCase("äöå ÄÖÅ é", "windows-1252")]
    [TestCase("puoli päivää = ½", "windows-1252")]
    public void Windows_1252_is_recognised(string text, string expected) =>
        Assert.That(Detect(Encoding.GetEncoding("windows-1252").GetBytes(text)).Name, Is.EqualTo(expected));

    [TestCase("Työpäiviä 312,40 €")]
    [TestCase("Tšekki, äiti")]
    [TestCase("Šamaani ja žargon")]
    public void Iso_8859_15_is_recognised_by_letters_that_only_it_has(string text)
    {
        var bytes = Encoding.GetEncoding("iso-8859-15").GetBytes(text);
        var found = TextEncoding.Detect(new MemoryStream(bytes), "file.csv");
        Assert.That(found.Name, Is.EqualTo("iso-8859-15"));
        Assert.That(found.Encoding.GetString(bytes), Is.EqualTo(text));
    }

    [Test]
    public void A_letter_cut_by_the_edge_of_a_buffer_is_still_utf_8()
    {
        var text = new string('x', 65_535) + "ä" + new string('x', 65_534) + "€";
        Assert.That(Detect(Encoding.UTF8.GetBytes(text)).Name, Is.EqualTo("utf-8"));
    }

    [Test]
    public void A_text_that_ends_within_a_letter_is_not_utf_8() => Assert.That(Detect([(byte)'x', 0xE4]).Name, Is.EqualTo("windows-1252"));

    [Test]
    public void Two_encodings_in_one_file_are_refused_with_both_lines()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("nimi\nHeinäkuu\n"), .. Encoding.GetEncoding("windows-1252").GetBytes("Kesäkuu\n")];
        Assert.That(() => Detect(bytes), Throws.TypeOf<PayloadException>().With.Message.EqualTo(
            "file.csv: two encodings are mixed: line 2 is UTF-8 but byte 0xE4 in line 3 is not; export the whole file in one encoding."));
    }

    [Test]
    public void Utf_16_and_binary_files_are_refused() =>
        Assert.That(() => Detect(Encoding.Unicode.GetBytes("a;b")), Throws.TypeOf<PayloadException>().With.Message.Contains("UTF-16 is not read"));

    [Test]
    public void A_byte_without_a_letter_is_refused() =>
        Assert.That(() => Detect([0x61, 0x81, 0xE4]), Throws.TypeOf<PayloadException>().With.Message.Contains("0x81 has no letter in Windows-1252"));

    [Test]
    public void An_encoding_that_the_settings_name_must_fit_the_bytes()
    {
        var bytes = Encoding.GetEncoding("windows-1252").GetBytes("a\nKesä\n");
        Assert.That(TextEncoding.Named("iso-8859-15", new MemoryStream(bytes), "file.csv").Name, Is.EqualTo("iso-8859-15"));
        Assert.That(() => TextEncoding.Named("utf-8", new MemoryStream(bytes), "file.csv"),
            Throws.TypeOf<PayloadException>().With.Message.StartsWith("file.csv:2: byte 0xE4 is not UTF-8"));
        Assert.That(
            () => TextEncoding.Named("latin-7", new MemoryStream(bytes), "file.csv"),
            Throws.TypeOf<PayloadException>().With.Message.Contains("write auto, utf-8"));
    }

    private static (string Name, bool Mark) Detect(byte[] bytes)
    {
        var found = TextEncoding.Detect(new MemoryStream(bytes), "file.csv");
        return (found.Name, found.HasByteOrderMark);
    }
}
