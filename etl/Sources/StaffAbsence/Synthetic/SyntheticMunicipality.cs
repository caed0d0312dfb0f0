using System.Text;

namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>An invented payroll export: how large it is, and how its system writes.</summary>
/// <param name="Code">The municipality whose profile it fits.</param>
/// <param name="Posts">Posts that are filled at a time, by sector.</param>
/// <param name="Level">Length of absences, in percent of the usual.</param>
/// <param name="EncodingName">Encoding of all files.</param>
/// <param name="HasMark">Whether they begin with the mark of UTF-8.</param>
/// <param name="NewLine">End of a line.</param>
/// <param name="DateForm">How a day is written.</param>
/// <param name="Thousands">Between groups of three digits.</param>
/// <param name="MonthlyRows">Whether a long absence is written as one row a month.</param>
/// <param name="Vocabulary">Names of columns and codes of absence.</param>
internal sealed record SyntheticMunicipality(
    string Code, IReadOnlyList<(Sector Sector, int Posts)> Posts, int Level, string EncodingName, bool HasMark, string NewLine, string DateForm, string Thousands,
    bool MonthlyRows, Vocabulary Vocabulary)
{
    /// <summary>
    /// The four of the demonstration. Each tries another encoding, date form, sign of grouping and way to write long absences; each lost its care staff in a reform, one won
    /// employment services, and each has sectors of so few persons that they are not told.
    /// </summary>
    public static readonly IReadOnlyList<SyntheticMunicipality> All =
    [
        new("016", Sectors(48, 62, 26, 24, 16, 11, 4, Sector.CareUntil(2016), 75), 93, "windows-1252", false, "\r\n", "dd.MM.yyyy", "\u00A0", false, Vocabulary.Canonical),
        new(
            "098", [.. Sectors(105, 135, 52, 44, 28, 22, 8, Sector.CareUntil(2016), 150), (Sector.EmploymentServices, 70)], 97, "utf-8", true, "\r\n", "yyyy-MM-dd", " ", false,
            Vocabulary.Canonical),
        new("111", Sectors(84, 110, 58, 48, 34, 24, 9, Sector.CareUntil(2022), 140), 108, "iso-8859-15", false, "\n", "d.M.yyyy", "'", true, Vocabulary.Canonical),
        new("560", Sectors(78, 100, 40, 34, 22, 14, 7, Sector.CareUntil(2016), 95), 102, "utf-8", false, "\n", "dd.MM.yyyy", "", true, Vocabulary.Other),
    ];

    /// <summary>The start of all that is drawn for it.</summary>
    public ulong Seed { get; } = Draw.Seed(0x494E_5349_4748_5421, int.Parse(Code, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Writes text as its system does.</summary>
    public StreamWriter Writer(Stream destination)
    {
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = EncodingName == "utf-8" ? new UTF8Encoding(HasMark) : Encoding.GetEncoding(
            EncodingName, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        return new StreamWriter(destination, encoding, 1 << 16, leaveOpen: true) { NewLine = NewLine };
    }

    private static (Sector Sector, int Posts)[] Sectors(int early, int basic, int food, int technical, int administration, int culture, int business, Sector care, int careStaff) =>
    [
        (Sector.EarlyEducation, early), (Sector.BasicEducation, basic), (Sector.Food, food), (Sector.Technical, technical), (Sector.Administration, administration),
        (Sector.Culture, culture), (Sector.Business, business), (care, careStaff),
    ];
}

/// <summary>What a payroll system calls things.</summary>
/// <param name="EmploymentHeader">Header of the file of service relations.</param>
/// <param name="AbsenceHeader">Header of the file of absences.</param>
/// <param name="DiscussionHeader">Header of the file of development discussions.</param>
/// <param name="HasAge">Whether age is told and not the month of birth.</param>
/// <param name="Codes">Code and explanation of each kind of absence.</param>
internal sealed record Vocabulary(string EmploymentHeader, string AbsenceHeader, string DiscussionHeader, bool HasAge, IReadOnlyDictionary<AbsenceKind, (string Code, string Text)> Codes)
{
    /// <summary>The canonical columns.</summary>
    public static readonly Vocabulary Canonical = new(
        "henkilo_id;palvelussuhde_id;alku_pvm;loppu_pvm;luonne;osa_aika_pros;kustannuspaikka;toimiala;sopimusala;syntymakuukausi;sukupuoli;kuukausipalkka;paattymissyy",
        "henkilo_id;palvelussuhde_id;kustannuspaikka;toimiala;nimikekoodi;palvelussuhteen_luonne;osa_aika_pros;keskeytys_koodi;keskeytys_selite;alku_pvm;loppu_pvm;kalenteripaivat;tyopaivat;palkallisuus_pros;kustannus_eur",
        "henkilo_id;kaynti_pvm",
        false,
        new Dictionary<AbsenceKind, (string, string)>
        {
            [AbsenceKind.SickPaid] = ("S1", "Sairausloma 100 %"), [AbsenceKind.SickTwoThirds] = ("S2", "Sairausloma 2/3 palkalla"), [AbsenceKind.SickUnpaid] = ("S3", "Sairausloma palkaton"),
            [AbsenceKind.Annual] = ("V1", "Vuosiloma"), [AbsenceKind.Child] = ("T1", "Tilapäinen hoitovapaa"), [AbsenceKind.Family] = ("P1", "Perhevapaa, palkaton (0 €)"),
            [AbsenceKind.Study] = ("O1", "Opintovapaa"), [AbsenceKind.Accident] = ("W1", "Työtapaturma"),
        });

    /// <summary>Another system: names of its own, which the mapping profile in source.yml knows.</summary>
    public static readonly Vocabulary Other = new(
        "HENKNRO;PALVNRO;ALKAA;PÄÄTTYY;LUONNE;OSA-AIKA %;KUSTPAIKKA;TOIMIALA;SOPIMUS;IKÄ;SUKUPUOLI;PALKKA;PÄÄTTYMISSYY",
        "HENKNRO;PALVNRO;KUSTPAIKKA;TOIMIALA;NIMIKE;LUONNE;OSA-AIKA %;SYY;SYYN SELITE;ALKAA;PÄÄTTYY;KALPV;TYÖPV;PALKKA %;KUSTANNUS",
        "HENKNRO;KESKUSTELUPÄIVÄ",
        true,
        new Dictionary<AbsenceKind, (string, string)>
        {
            [AbsenceKind.SickPaid] = ("101", "Sairauspoissaolo"), [AbsenceKind.SickTwoThirds] = ("102", "Sairauspoissaolo 2/3"), [AbsenceKind.SickUnpaid] = ("103", "Sairauspoissaolo ilman palkkaa"),
            [AbsenceKind.Annual] = ("200", "Vuosiloma"), [AbsenceKind.Child] = ("310", "Äkillisesti sairastunut lapsi"), [AbsenceKind.Family] = ("320", "Vanhempainvapaa"),
            [AbsenceKind.Study] = ("400", "Opintovapaa"), [AbsenceKind.Accident] = ("150", "Työtapaturma"),
        });
}

/// <summary>Kinds of absence that are invented.</summary>
internal enum AbsenceKind
{
    SickPaid,
    SickTwoThirds,
    SickUnpaid,
    Annual,
    Child,
    Family,
    Study,
    Accident,
}
