using Insight.Warehouse.Areas;

namespace Insight.Warehouse.Tests.Areas;

/// <summary>Names of places in running text. The Finnish local case of a municipality is lexical; these are spot checks against usage.</summary>
public sealed class PlaceFormTests
{
    private static readonly AreaDirectory Areas = AreaDirectory.BuiltIn;

    private static IEnumerable<Area> Written => Areas.Areas.Where(area => area.Level is AreaLevel.Municipality or AreaLevel.Region or AreaLevel.Country);

    [Test]
    public void Every_municipality_region_and_the_country_has_all_forms_in_three_languages() => Assert.That(
        from area in Written
        from language in new[] { "fi", "sv", "en" }
        let forms = PlaceForms.Of(area.Id, language)
        where forms is null || new[] { forms.Name, forms.Genitive, forms.In, forms.From, forms.To }.Any(string.IsNullOrWhiteSpace)
        select $"{area.Id} {language}",
        Is.Empty);

    [Test]
    public void The_name_of_a_municipality_is_that_of_the_areas() => Assert.That(
        Written.Where(area => area.Level != AreaLevel.Country)
            .SelectMany(area => area.Names.Select(name => (area.Id, Area: name.Value, Forms: PlaceForms.Of(area.Id, name.Key)!.Name)))
            .Where(one => one.Area != one.Forms), Is.Empty);

    [Test]
    public void Finnish_local_cases_agree_with_one_another_and_with_vowel_harmony() => Assert.That(
        Written.Where(area => area.Level == AreaLevel.Municipality).Select(area => PlaceForms.Of(area.Id, "fi")!).Where(forms => !Agrees(forms)).Select(forms => forms.In),
        Is.Empty);

    [TestCase("Asikkala", "Asikkalan", "Asikkalassa", "Asikkalasta", "Asikkalaan")]
    [TestCase("Heinola", "Heinolan", "Heinolassa", "Heinolasta", "Heinolaan")]
    [TestCase("Hollola", "Hollolan", "Hollolassa", "Hollolasta", "Hollolaan")]
    [TestCase("Orimattila", "Orimattilan", "Orimattilassa", "Orimattilasta", "Orimattilaan")]
    [TestCase("Kärkölä", "Kärkölän", "Kärkölässä", "Kärkölästä", "Kärkölään")]
    [TestCase("Iitti", "Iitin", "Iitissä", "Iitistä", "Iittiin")]
    [TestCase("Hartola", "Hartolan", "Hartolassa", "Hartolasta", "Hartolaan")]
    [TestCase("Sysmä", "Sysmän", "Sysmässä", "Sysmästä", "Sysmään")]
    [TestCase("Lahti", "Lahden", "Lahdessa", "Lahdesta", "Lahteen")]
    [TestCase("Padasjoki", "Padasjoen", "Padasjoella", "Padasjoelta", "Padasjoelle")]
    [TestCase("Helsinki", "Helsingin", "Helsingissä", "Helsingistä", "Helsinkiin")]
    [TestCase("Espoo", "Espoon", "Espoossa", "Espoosta", "Espooseen")]
    [TestCase("Vantaa", "Vantaan", "Vantaalla", "Vantaalta", "Vantaalle")]
    [TestCase("Tampere", "Tampereen", "Tampereella", "Tampereelta", "Tampereelle")]
    [TestCase("Turku", "Turun", "Turussa", "Turusta", "Turkuun")]
    [TestCase("Oulu", "Oulun", "Oulussa", "Oulusta", "Ouluun")]
    [TestCase("Kuopio", "Kuopion", "Kuopiossa", "Kuopiosta", "Kuopioon")]
    [TestCase("Pori", "Porin", "Porissa", "Porista", "Poriin")]
    [TestCase("Rauma", "Rauman", "Raumalla", "Raumalta", "Raumalle")]
    [TestCase("Rovaniemi", "Rovaniemen", "Rovaniemellä", "Rovaniemeltä", "Rovaniemelle")]
    [TestCase("Seinäjoki", "Seinäjoen", "Seinäjoella", "Seinäjoelta", "Seinäjoelle")]
    [TestCase("Mäntyharju", "Mäntyharjun", "Mäntyharjulla", "Mäntyharjulta", "Mäntyharjulle")]
    [TestCase("Pyhäjärvi", "Pyhäjärven", "Pyhäjärvellä", "Pyhäjärveltä", "Pyhäjärvelle")]
    [TestCase("Kangasala", "Kangasalan", "Kangasalla", "Kangasalta", "Kangasalle")]
    [TestCase("Kangasniemi", "Kangasniemen", "Kangasniemellä", "Kangasniemeltä", "Kangasniemelle")]
    [TestCase("Iisalmi", "Iisalmen", "Iisalmessa", "Iisalmesta", "Iisalmeen")]
    [TestCase("Rantasalmi", "Rantasalmen", "Rantasalmella", "Rantasalmelta", "Rantasalmelle")]
    [TestCase("Isokyrö", "Isonkyrön", "Isossakyrössä", "Isostakyröstä", "Isoonkyröön")]
    [TestCase("Uusikaupunki", "Uudenkaupungin", "Uudessakaupungissa", "Uudestakaupungista", "Uuteenkaupunkiin")]
    [TestCase("Uusikaarlepyy", "Uudenkaarlepyyn", "Uudessakaarlepyyssä", "Uudestakaarlepyystä", "Uuteenkaarlepyyhyn")]
    [TestCase("Parainen", "Paraisten", "Paraisilla", "Paraisilta", "Paraisille")]
    [TestCase("Joroinen", "Joroisten", "Joroisissa", "Joroisista", "Joroisiin")]
    [TestCase("Kaustinen", "Kaustisen", "Kaustisella", "Kaustiselta", "Kaustiselle")]
    [TestCase("Uurainen", "Uuraisten", "Uuraisilla", "Uuraisilta", "Uuraisille")]
    [TestCase("Nousiainen", "Nousiaisten", "Nousiaisissa", "Nousiaisista", "Nousiaisiin")]
    [TestCase("Virrat", "Virtain", "Virroilla", "Virroilta", "Virroille")]
    [TestCase("Alavus", "Alavuden", "Alavudella", "Alavudelta", "Alavudelle")]
    [TestCase("Varkaus", "Varkauden", "Varkaudessa", "Varkaudesta", "Varkauteen")]
    [TestCase("Kannus", "Kannuksen", "Kannuksessa", "Kannuksesta", "Kannukseen")]
    [TestCase("Muhos", "Muhoksen", "Muhoksella", "Muhokselta", "Muhokselle")]
    [TestCase("Nurmes", "Nurmeksen", "Nurmeksessa", "Nurmeksesta", "Nurmekseen")]
    [TestCase("Tornio", "Tornion", "Torniossa", "Torniosta", "Tornioon")]
    [TestCase("Ylitornio", "Ylitornion", "Ylitorniolla", "Ylitorniolta", "Ylitorniolle")]
    [TestCase("Lavia", "Lavian", "Laviassa", "Laviasta", "Laviaan")]
    [TestCase("Luvia", "Luvian", "Luvialla", "Luvialta", "Luvialle")]
    [TestCase("Laukaa", "Laukaan", "Laukaassa", "Laukaasta", "Laukaaseen")]
    [TestCase("Akaa", "Akaan", "Akaassa", "Akaasta", "Akaaseen")]
    [TestCase("Loimaa", "Loimaan", "Loimaalla", "Loimaalta", "Loimaalle")]
    [TestCase("Loppi", "Lopen", "Lopella", "Lopelta", "Lopelle")]
    [TestCase("Vihti", "Vihdin", "Vihdissä", "Vihdistä", "Vihtiin")]
    [TestCase("Lohja", "Lohjan", "Lohjalla", "Lohjalta", "Lohjalle")]
    [TestCase("Hanko", "Hangon", "Hangossa", "Hangosta", "Hankoon")]
    [TestCase("Lappeenranta", "Lappeenrannan", "Lappeenrannassa", "Lappeenrannasta", "Lappeenrantaan")]
    [TestCase("Outokumpu", "Outokummun", "Outokummussa", "Outokummusta", "Outokumpuun")]
    [TestCase("Rautalampi", "Rautalammin", "Rautalammilla", "Rautalammilta", "Rautalammille")]
    [TestCase("Juuka", "Juuan", "Juuassa", "Juuasta", "Juukaan")]
    [TestCase("Lieto", "Liedon", "Liedossa", "Liedosta", "Lietoon")]
    [TestCase("Hailuoto", "Hailuodon", "Hailuodossa", "Hailuodosta", "Hailuotoon")]
    [TestCase("Ii", "Iin", "Iissä", "Iistä", "Iihin")]
    [TestCase("Kempele", "Kempeleen", "Kempeleessä", "Kempeleestä", "Kempeleeseen")]
    [TestCase("Kuortane", "Kuortaneen", "Kuortaneella", "Kuortaneelta", "Kuortaneelle")]
    [TestCase("Pihtipudas", "Pihtiputaan", "Pihtiputaalla", "Pihtiputaalta", "Pihtiputaalle")]
    [TestCase("Punkalaidun", "Punkalaitumen", "Punkalaitumella", "Punkalaitumelta", "Punkalaitumelle")]
    [TestCase("Haapavesi", "Haapaveden", "Haapavedellä", "Haapavedeltä", "Haapavedelle")]
    [TestCase("Hyvinkää", "Hyvinkään", "Hyvinkäällä", "Hyvinkäältä", "Hyvinkäälle")]
    [TestCase("Hämeenkyrö", "Hämeenkyrön", "Hämeenkyrössä", "Hämeenkyröstä", "Hämeenkyröön")]
    [TestCase("Keuruu", "Keuruun", "Keuruulla", "Keuruulta", "Keuruulle")]
    [TestCase("Kristiinankaupunki", "Kristiinankaupungin", "Kristiinankaupungissa", "Kristiinankaupungista", "Kristiinankaupunkiin")]
    [TestCase("Koski Tl", "Kosken Tl", "Koskella Tl", "Koskelta Tl", "Koskelle Tl")]
    [TestCase("Pedersören kunta", "Pedersören kunnan", "Pedersören kunnassa", "Pedersören kunnasta", "Pedersören kuntaan")]
    public void A_Finnish_municipality_is_inflected_as_its_people_do(string name, string genitive, string where, string whence, string whither)
    {
        Assert.That(Areas.TryByName(AreaLevel.Municipality, name, out var area));
        Assert.That(PlaceForms.Of(area!.Id, "fi"), Is.EqualTo(new PlaceForms(name, genitive, where, whence, whither)));
    }

    [TestCase("MK01", "fi", "Uudellamaalla")]
    [TestCase("MK07", "fi", "Päijät-Hämeessä")]
    [TestCase("MK14", "fi", "Etelä-Pohjanmaalla")]
    [TestCase("MK19", "fi", "Lapissa")]
    [TestCase("MK21", "fi", "Ahvenanmaalla")]
    [TestCase("SSS", "fi", "koko maassa")]
    [TestCase("grouping:semi-urban", "fi", "taajaan asutuissa kunnissa")]
    [TestCase("HVA09", "fi", "Päijät-Hämeen hyvinvointialueella")]
    [TestCase("SK071", "fi", "Lahden seutukunnassa")]
    [TestCase("network:paijat-hame-4", "fi", "Päijät-Hämeen neljässä kunnassa")]
    [TestCase("KU016", "sv", "i Asikkala")]
    [TestCase("KU398", "sv", "i Lahtis")]
    [TestCase("MK21", "sv", "på Åland")]
    [TestCase("KU322", "sv", "på Kimitoön")]
    [TestCase("KU445", "sv", "i Pargas")]
    [TestCase("KU318", "sv", "på Kökar")]
    [TestCase("KU478", "sv", "i Mariehamn")]
    [TestCase("KU016", "en", "in Asikkala")]
    [TestCase("network:paijat-hame-4", "en", "in the four municipalities of Päijät-Häme")]
    public void Other_places_and_languages_have_their_own(string area, string language, string where) =>
        Assert.That(PlaceForms.Of(area, language)!.In, Is.EqualTo(where));

    [Test]
    public void What_is_not_stored_has_no_forms() => Assert.That(PlaceForms.Of("network:elsewhere", "fi"), Is.Null);

    /// <summary>In, from and to are of one series of cases, with vowels of one kind; the genitive ends with n, that of Koski before its Tl.</summary>
    private static bool Agrees(PlaceForms forms)
    {
        var (where, whence, whither, genitive) = (Plain(forms.In), Plain(forms.From), Plain(forms.To), Plain(forms.Genitive));
        var vowel = where[^1];
        return genitive.EndsWith('n') && whence[^1] == vowel && vowel is 'a' or 'ä' && (where[^3..^1], whence[^3..^1]) switch
        {
            ("ss", "st") => whither.EndsWith('n'),
            ("ll", "lt") => whither.EndsWith("lle", StringComparison.Ordinal),
            _ => false,
        };
    }

    private static string Plain(string text) => text.EndsWith(" Tl", StringComparison.Ordinal) ? text[..^3] : text;
}
