using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence;
using Insight.Etl.Staging.TextFiles;
using Insight.Etl.Tests.Staging;

namespace Insight.Etl.Tests.StaffAbsence;

public sealed class DiagnosisGuardTests
{
    private static readonly HashSet<string> None = [];

    private PayloadFolder payloads = null!;

    [SetUp]
    public void Open() => payloads = new PayloadFolder();

    [TearDown]
    public void Close() => payloads.Dispose();

    [TestCase("J06")]
    [TestCase("J06.9")]
    [TestCase("m54.5")]
    [TestCase("F32.10")]
    public void A_cell_of_the_form_of_a_diagnosis_refuses_the_file_without_repeating_it(string code)
    {
        var file = payloads.Add("absences_016.csv", $"henkilo_id;lisatieto\n1;\n2;{code}\n");
        var error = Assert.Throws<PayloadException>(() => DiagnosisGuard.AtTheGate(file, TextFormat.Finnish, None))!;
        Assert.That(error.Message, Is.EqualTo(
            "absences_016.csv:3: column 'lisatieto' holds a value of the form of a diagnosis (ICD-10). Diagnoses are not taken in and the file was refused; deliver it without the column, or, if these are other codes, name the column under not_diagnoses: in source.yml."));
    }

    [Test]
    public void What_was_refused_does_not_stay_in_landing()
    {
        var file = payloads.Add("absences_016.csv", "henkilo_id;syy\n1;J06.9\n");
        File.WriteAllText(file.Path + ".json", "{}");
        Assert.Throws<PayloadException>(() => DiagnosisGuard.AtTheGate(file, TextFormat.Finnish, None));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(file.Path)!), Is.Empty);
    }

    [TestCase("Diagnoosi")]
    [TestCase("ICD10")]
    [TestCase("paadiagnoosi_koodi")]
    public void A_column_that_is_called_so_refuses_the_file(string column) =>
        Assert.That(() => DiagnosisGuard.AtTheGate(payloads.Add("a.csv", $"henkilo_id;{column}\n"), TextFormat.Finnish, None),
            Throws.TypeOf<PayloadException>().With.Message.StartsWith($"a.csv:1: column '{column}' is called as if it held diagnoses."));

    [Test]
    public void A_diagnosis_within_an_explanation_refuses_the_file() =>
        Assert.That(() => DiagnosisGuard.AtTheGate(payloads.Add("a.csv", "keskeytys_selite\nSairausloma (J06.9), 3 pv\n"), TextFormat.Finnish, None),
            Throws.TypeOf<PayloadException>().With.Message.StartsWith("a.csv:2: column 'keskeytys_selite' holds a diagnosis (ICD-10) within its text."));

    [TestCase("henkilo_id;syy\n1;x;F32.1\n", "a field behind the last column")]
    [TestCase("henkilo_id;syy;muu\n1;F32.1\n", "column 'syy'")]
    [TestCase("henkilo_id;syy\n\"1;F32.1\n2;F32.1\n", "column 'syy'")]
    public void A_row_that_cannot_be_taken_apart_is_looked_at_too(string text, string place) =>
        Assert.That(() => DiagnosisGuard.AtTheGate(payloads.Add("a.csv", text), TextFormat.Finnish, None),
            Throws.TypeOf<PayloadException>().With.Message.Contains(place));

    [TestCase("S1")]
    [TestCase("S123")]
    [TestCase("4410")]
    [TestCase("AB1")]
    [TestCase("J06.")]
    [TestCase("J06.x")]
    [TestCase("KVTES")]
    [TestCase("1.5")]
    public void Other_codes_pass(string code)
    {
        var file = payloads.Add("a.csv", $"henkilo_id;koodi;keskeytys_selite\n1;{code};Sairausloma 100 %, osasto A12\n");
        Assert.That(() => DiagnosisGuard.AtTheGate(file, TextFormat.Finnish, None), Throws.Nothing);
        Assert.That(File.Exists(file.Path), Is.True);
    }

    [Test]
    public void A_column_that_the_steward_vouches_for_is_not_looked_at() =>
        Assert.That(
            () => DiagnosisGuard.AtTheGate(payloads.Add("a.csv", "kustannuspaikka\nA12\n"), TextFormat.Finnish, new HashSet<string> { "kustannuspaikka" }),
            Throws.Nothing);
}
