"""Makes bundles for the test `audit-page`, and looks at what a browser made of their pages.

audit_page.py bundles WHOLE HOSTILE TWO-TRAILS
    Of a whole bundle one with a hostile name wherever a name may stand, and one with a second trail.
audit_page.py dom PAGE DOM
    The page has no element or attribute that runs or fetches anything, and the browser found no other than are written.
audit_page.py names BUNDLE DOM
    Every hostile name is shown, letter by letter.
audit_page.py picture FILE WIDTH COLOUR
    A picture of that width, with that colour in its corner and more than that.
audit_page.py pages SHORT LONG
    Two PDF files, of which the second has more pages.
"""

import collections
import html.parser
import json
import pathlib
import re
import shutil
import struct
import sys
import zlib

NAMES = {
    "trail": "<script>document.title='owned'</script>",
    "group": "</code></li></ol><script>document.title='owned'</script>",
    "filter": "\"><img src=x onerror=\"document.title='owned'\">",
    "alarm": "</style><style>*{display:none}</style><!--",
    "topic": "'\"&quot;&lt;b&gt;\u202egnorw",
    "error": "<iframe src=javascript:document.title='owned'></iframe>`<svg onload=alert(1)>",
}
ELEMENTS = set(
    "html head meta title style body h1 h2 h3 p ul ol li span div table thead tbody tr th td a code section header footer "
    "strong b br pre details summary svg path".split()
)
ATTRIBUTES = set("lang charset http-equiv content name class id title role aria-label aria-hidden viewbox d href".split())


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value if isinstance(value, str) else json.dumps(value, indent=1), encoding="utf-8")


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def encoded(name):
    return re.sub(r'[\x00-\x20\x7f/%\\:*?"<>|]', lambda match: f"%{ord(match[0]):02X}", name)


def bundles(whole, hostile, two_trails):
    whole, region = pathlib.Path(whole), pathlib.Path(hostile, "us-east-1")
    trails = read(whole / "us-east-1/cloudtrail/describe-trails.json")
    trail = trails["trailList"][0]
    second = dict(trail, Name="second", TrailARN=trail["TrailARN"].replace("main", "second"), IsMultiRegionTrail=False)
    shutil.copytree(whole, two_trails)
    write(pathlib.Path(two_trails, "us-east-1/cloudtrail/describe-trails.json"), {"trailList": [trail, second]})

    trail.update(Name=NAMES["trail"], TrailARN="arn:aws:cloudtrail:us-east-1:123456789012:trail/" + NAMES["trail"])
    group = NAMES["group"].replace(":", "")
    trail["CloudWatchLogsLogGroupArn"] = f"arn:aws:logs:us-east-1:123456789012:log-group:{group}:*"
    filters = read(whole / "us-east-1/logs/describe-metric-filters/CloudTrail%2Flogs.json")
    filters["metricFilters"][0].update(filterName=NAMES["filter"], logGroupName=group)
    alarms = read(whole / "us-east-1/cloudwatch/describe-alarms.json")
    alarms["MetricAlarms"][0].update(AlarmName=NAMES["alarm"], AlarmActions=["arn:aws:sns:us-east-1:123456789012:" + NAMES["topic"]])
    write(region / "cloudtrail/describe-trails.json", trails)
    write(region / f"cloudtrail/get-trail-status/{encoded(NAMES['trail'])}.json", {"IsLogging": True})
    write(region / f"cloudtrail/get-event-selectors/{encoded(NAMES['trail'])}.err", NAMES["error"])
    write(region / f"logs/describe-metric-filters/{encoded(group)}.json", filters)
    write(region / "cloudwatch/describe-alarms.json", alarms)


class Parsed(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.elements, self.attributes, self.links, self.texts = collections.Counter(), set(), set(), []
        self.feed(pathlib.Path(path).read_text(encoding="utf-8"))
        self.text = "".join(self.texts)

    def handle_starttag(self, tag, attrs):
        self.elements[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name == "href"}

    def handle_data(self, data):
        self.texts.append(data)


def dom(page, found):
    written, found = Parsed(page), Parsed(found)
    assert set(written.elements) <= ELEMENTS, set(written.elements) - ELEMENTS
    assert written.attributes <= ATTRIBUTES, written.attributes - ATTRIBUTES
    assert all(re.fullmatch(r"#control-\d+", link) for link in written.links), written.links
    assert written.elements == found.elements, (written.elements, found.elements)
    assert written.text.split() == found.text.split(), "another text"
    assert "Audit of account 123456789012" in found.text


def names(_, found):
    text = Parsed(found).text
    for kind, name in NAMES.items():
        # What stands between ticks is set as code, and the ticks are not shown.
        shown = name.replace(":", "") if kind == "group" else name
        assert shown in text, (kind, shown)


def picture(path, width, colour):
    data = pathlib.Path(path).read_bytes()
    assert data.startswith(b"\x89PNG") and struct.unpack(">I", data[16:20])[0] == int(width), "another width"
    chunks, at = b"", 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        if data[at + 4 : at + 8] == b"IDAT":
            chunks += data[at + 8 : at + 8 + size]
        at += 12 + size
    pixels = zlib.decompress(chunks)
    # Behind the kind of filter of the first row, all of which leave its first pixel as it is.
    assert pixels[1:4].hex() == colour, pixels[1:4].hex()
    # A page of one colour makes rows of one kind.
    assert len(chunks) > 20000, len(chunks)


def pages(short, long):
    counts = [len(re.findall(rb"/Type\s*/Page\b", pathlib.Path(path).read_bytes())) for path in (short, long)]
    assert 1 <= counts[0] < counts[1], counts


globals()[sys.argv[1]](*sys.argv[2:])
