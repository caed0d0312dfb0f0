using System.Globalization;
using System.Xml;
using Insight.Warehouse.Publications;

namespace Insight.Api.Feeds;

/// <summary>Releases as an Atom feed (RFC 4287).</summary>
internal static class AtomFeed
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["fi"] = "Insight: julkaisut", ["sv"] = "Insight: publiceringar", ["en"] = "Insight: releases",
    };

    /// <summary>The feed.</summary>
    /// <param name="releases">Newest first, at least one.</param>
    /// <param name="withdrawals">Indicators that are or will be withdrawn: an entry each.</param>
    /// <param name="address">Address of the server, for links.</param>
    /// <param name="self">Address of the feed.</param>
    /// <param name="language">fi, sv or en.</param>
    public static byte[] Write(IReadOnlyList<Release> releases, IReadOnlyList<Withdrawal> withdrawals, string address, string self, string language)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xml", "lang", null, language);
            Head(xml, "urn:insight:releases", Titles[language], releases[0].Since);
            xml.WriteStartElement("author");
            xml.WriteElementString("name", "Insight");
            xml.WriteEndElement();
            Link(xml, "self", self, MediaType);
            Link(xml, "alternate", address + "/v1/publications", "application/json");
            foreach (var release in releases)
            {
                Entry(xml, release, address, language);
            }

            foreach (var withdrawal in withdrawals)
            {
                Entry(xml, withdrawal, address, language);
            }

            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private static void Entry(XmlWriter xml, Release release, string address, string language)
    {
        xml.WriteStartElement("entry");
        Head(xml, release.Id, release.Title(language), release.Since);
        xml.WriteElementString("published", Text(release.CreatedAt));
        Link(xml, "alternate", $"{address}/v1/publications/{release.Publication}", "application/json");
        Link(xml, "related", $"{address}/v1/revisions?to={release.Publication}", "application/json");
        xml.WriteElementString("summary", release.Summary(language));
        xml.WriteEndElement();
    }

    private static void Entry(XmlWriter xml, Withdrawal withdrawal, string address, string language)
    {
        xml.WriteStartElement("entry");
        var announced = new DateTimeOffset(withdrawal.Announced.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var day = withdrawal.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Head(xml, $"urn:insight:withdrawal:{withdrawal.Id}:{day}", $"{withdrawal.Id} † {day}", announced);
        Link(xml, "alternate", $"{address}/v1/indicators/{withdrawal.Id}", "application/json");
        if (withdrawal.ReplacedBy is { } other)
        {
            Link(xml, "related", $"{address}/v1/indicators/{other}", "application/json");
        }

        xml.WriteElementString("summary", withdrawal.Reason.GetValueOrDefault(language) ?? withdrawal.Reason.Values.FirstOrDefault() ?? day);
        xml.WriteEndElement();
    }

    private static void Head(XmlWriter xml, string id, string title, DateTimeOffset updated)
    {
        xml.WriteElementString("id", id);
        xml.WriteElementString("title", title);
        xml.WriteElementString("updated", Text(updated));
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link");
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static string Text(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
