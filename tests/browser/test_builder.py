"""The builder of job descriptions, from the choice of a post to the file that one takes along."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from built import SITE, Open

BUILDER = "job-description/builder/"
POST = f"{BUILDER}?post=seo-specialist.specialist"
SHEET = ".hb-builder__sheet"
NASTY = (
    "<img src=x onerror=alert(1)> & </w:t><b>bold</b>",
    "🙂 灯台 \U0001f469\u200d\U0001f4bb",
    "\u202eabc שלום مرحبا",
    "| pipe * star _line_ `code` [link](x) # head \\ back",
    "\x01\x0b control \ufffe end",
    "x" * 10_000,
    "- 1. + = ---",
)


def ready(page: Any) -> None:
    page.locator(SHEET).wait_for()


def choose(page: Any, name: str, value: str) -> None:
    page.get_by_role("combobox", name=re.compile(f"^{name}")).select_option(value)


def tick(page: Any, group: str, duty: str) -> None:
    page.get_by_role("group", name=group, exact=True).get_by_label(duty, exact=True).click()


def taken(page: Any, button: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def xml(file: Path) -> bytes:
    with zipfile.ZipFile(file) as parts:
        assert parts.testzip() is None
        return parts.read("word/document.xml")


def words(file: Path) -> str:
    """All that a Word file says."""
    body = Document(str(file)).element.body
    return "".join(part.text for part in body.iter() if part.tag.endswith("}t"))


@pytest.mark.parametrize(
    "post", ("seo-specialist.specialist", "head-of-internet-marketing.head", "copywriter.intern")
)
def test_the_usual_choice_is_the_ready_file(visit: Open, tmp_path: Path, post: str) -> None:
    with visit(f"{BUILDER}?post={post}") as opened:
        ready(opened.page)
        file = taken(opened.page, "Save as Word", tmp_path)
        assert xml(file) == xml(SITE / f"job-description/files/{post.replace('.', '/')}.docx")
        assert opened.breaches() == []


def fit(page: Any) -> None:
    """Choose a post in an agency, change its duties, and fill in who the company is."""
    choose(page, "Post", "seo-specialist.senior")
    choose(page, "Company", "agency")
    tick(page, "Duties that are spelled out", "Link earning")
    tick(page, "Duties that are only named", "Monthly report")
    page.get_by_text("Spell out other duties").click()
    tick(page, "Research", "Market research")
    page.get_by_label("Duties of your own").fill("Waters the plants.\n\n Feeds the cat. ")
    page.get_by_text("Fill in the blanks").click()
    page.get_by_label("Company", exact=True).last.fill("Harbor Lamps")


def test_from_the_choice_to_the_file(visit: Open, tmp_path: Path) -> None:
    with visit(BUILDER) as opened:
        page = opened.page
        ready(page)
        fit(page)
        sheet = page.locator(SHEET).inner_text()
        assert "Harbor Lamps" in sheet
        assert "2.8. Waters the plants." in sheet
        assert "Wins the agreed number of links" not in sheet
        assert "Monthly report" not in sheet.split("3. Rights")[0]
        assert opened.violations() == []
        file = taken(page, "Save as Word", tmp_path)
        assert file.name == "seo-specialist-senior.docx"
        said = words(file)
        assert all(line in said for line in ("Harbor Lamps", "Waters the plants.Feeds the cat."))
        assert "Link earning" not in said
        assert opened.breaches() == []


def test_choices_survive_reload_back_and_sharing_and_names_are_not_shared(visit: Open) -> None:
    with visit(BUILDER) as opened:
        page = opened.page
        ready(page)
        fit(page)
        sheet, shared = page.locator(SHEET).inner_text(), page.url
        page.reload()
        ready(page)
        assert page.locator(SHEET).inner_text() == sheet
        page.get_by_text("Spell out other duties").click()
        added = page.get_by_role("group", name="Research", exact=True).locator(":checked")
        expect(added).to_have_count(1)
        page.go_back()
        expect(added).to_have_count(0)
    with visit(shared.removeprefix(opened.origin)) as opened:
        ready(opened.page)
        other = opened.page.locator(SHEET).inner_text()
        for private in ("Harbor Lamps", "Waters the plants."):
            assert private in sheet
            assert private not in other
        assert "Wins the agreed number of links" not in other
        choice = opened.page.get_by_role("combobox", name=re.compile("^Company"))
        assert choice.input_value() == "agency"


def test_a_sentence_can_be_changed_and_left_out(visit: Open, tmp_path: Path) -> None:
    with visit(POST) as opened:
        page = opened.page
        ready(page)
        page.get_by_role("button", name="Edit sentences").click()
        field = page.get_by_label("1.1., to be edited")
        assert field.input_value() == "The post is [Title of the post], grade: specialist."
        field.fill("We call it [Title of the post], and it is new. <b>[x]</b>")
        page.get_by_label("1.3., to be edited").fill("")
        page.get_by_label("2.1., to be edited").fill("Counts sheep.")
        page.get_by_label("Duties of your own").fill("Waters the plants.")
        assert page.get_by_label("1.3., to be edited").input_value() == "", "it can be had back"
        assert opened.violations() == []
        page.get_by_role("button", name="Edit sentences").click()
        sheet = page.locator(SHEET).inner_text()
        assert "1.1. We call it SEO specialist, and it is new. <b>[x]</b>" in sheet
        assert "1.3. While the holder is away" in sheet
        assert "2.1. Counts sheep." in sheet
        said = words(taken(page, "Save as Word", tmp_path))
        assert "We call it SEO specialist, and it is new. <b>[x]</b>" in said
        assert "appointed and dismissed" not in said
        choose(page, "Post", "seo-specialist.senior")
        assert "Counts sheep" not in page.locator(SHEET).inner_text()
        assert opened.breaches() == []


def test_parts_keep_their_numbers_when_all_duties_go(visit: Open) -> None:
    """Clauses name parts by number, so an emptied part keeps its place."""
    with visit(f"{BUILDER}?post=influencer-marketing-manager.specialist") as opened:
        page = opened.page
        ready(page)
        boxes = page.get_by_role("group", name="Duties that are spelled out", exact=True)
        for name in boxes.get_by_role("checkbox").all():
            name.click()
        sheet = page.locator(SHEET).inner_text()
        assert "2. Duties of the holder" in sheet
        assert "3. Rights of the holder" in sheet


def test_the_title_of_one_post_is_not_that_of_another(visit: Open) -> None:
    with visit(POST) as opened:
        page = opened.page
        ready(page)
        page.get_by_text("Fill in the blanks").click()
        page.get_by_label("Title of the post").fill("Search wizard")
        assert "Search wizard" in page.locator(f"{SHEET} h2").inner_text()
        choose(page, "Post", "copywriter.senior")
        assert "Senior copywriter" in page.locator(f"{SHEET} h2").inner_text()
        choose(page, "Post", "seo-specialist.specialist")
        assert "Search wizard" in page.locator(f"{SHEET} h2").inner_text()


def test_a_duty_ticked_in_both_lists_stays_when_the_company_changes(visit: Open) -> None:
    with visit(f"{BUILDER}?post=head-of-internet-marketing.head&in=agency") as opened:
        page = opened.page
        ready(page)
        tick(page, "Duties that are only named", "Team management")
        page.get_by_text("Spell out other duties").click()
        tick(page, "Management and budget", "Team management")
        choose(page, "Company", "department")
        assert "Leads the marketing team" in page.locator(SHEET).inner_text()


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text)[:20])
def test_whatever_is_typed_stays_text(visit: Open, tmp_path: Path, text: str) -> None:
    with visit(POST) as opened:
        page = opened.page
        ready(page)
        page.get_by_text("Fill in the blanks").click()
        page.get_by_label("Company", exact=True).last.fill(text)
        page.get_by_label("Duties of your own").fill(text)
        shown = page.locator(f"{SHEET} dd .hb-filled").first.inner_text()
        typed = re.sub(r"\s+", " ", re.sub(r"[\x00-\x08\x0b]", "", text)).strip()
        assert re.sub(r"[\x00-\x08\x0b]", "", shown).strip() == typed
        assert page.locator(f"{SHEET} img").count() == 0
        allowed = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", shown)
        assert allowed in words(taken(page, "Save as Word", tmp_path))
        assert shown in taken(page, "Plain text", tmp_path).read_text(encoding="utf-8")
        markdown = taken(page, "Markdown", tmp_path).read_text(encoding="utf-8")
        assert shown in re.sub(r"\\([\\`*_{}\[\]<>#|~&+=.)-])", r"\1", markdown)
        assert not re.search(r"(?<!\\)<(img|b)", markdown)
        assert opened.breaches() == []


def test_an_advert_tells_what_the_law_of_a_place_asks_of_the_pay(
    visit: Open, tmp_path: Path
) -> None:
    with visit(f"{POST}&form=advert&where=us-colorado") as opened:
        page = opened.page
        ready(page)
        note = page.locator(".hb-builder__note")
        assert "Equal Pay for Equal Work Act" in note.inner_text()
        assert note.get_by_role("link").get_attribute("href").startswith("https://")
        text = taken(page, "Plain text", tmp_path).read_text(encoding="utf-8")
        assert text.startswith("We are hiring: SEO specialist")
        assert "Skills profile" in text
        assert "Signature" not in text
        assert opened.violations() == []
        choose(page, "Document", "neutral")
        assert not note.is_visible()


def test_the_russian_variant_ties_duties_to_the_standard(visit: Open) -> None:
    with visit(f"{POST}&form=russia") as opened:
        ready(opened.page)
        sheet = opened.page.locator(SHEET).inner_text()
        assert re.search(r"Keeps one list of searches .*\(06\.043: A/01\.4", sheet)
        assert "SEO-специалист" in sheet
        assert "Article 192" in sheet


@pytest.mark.parametrize(
    ("query", "said", "value"),
    (
        (
            "post=seo-specialist.king",
            "There is no post “seo-specialist.king”",
            "seo-specialist.intern",
        ),
        ("post=%3Cb%3Ex%3C/b%3E", "There is no post “<b>x</b>”", "internet-marketer.specialist"),
        ("post=seo-specialist.senior&in=solo", "“solo” is not among", "seo-specialist.senior"),
        ("post=seo-specialist.senior&form=x", "“x” is not among", "seo-specialist.senior"),
        (
            "post=seo-specialist.senior&with=a,b",
            "duties that do not exist",
            "seo-specialist.senior",
        ),
        ("post=__proto__", "There is no post", "internet-marketer.specialist"),
        ("post=seo-specialist.senior&form=constructor", "is not among", "seo-specialist.senior"),
    ),
)
def test_a_damaged_address_gives_the_nearest_choice_and_says_so(
    visit: Open, query: str, said: str, value: str
) -> None:
    with visit(f"{BUILDER}?{query}") as opened:
        ready(opened.page)
        assert said in opened.page.get_by_role("status").first.inner_text()
        post = opened.page.get_by_role("combobox", name=re.compile("^Post"))
        assert post.input_value() == value
        assert opened.breaches() == []


def test_without_scripts_the_ready_files_stand_in_a_table(visit: Open) -> None:
    with visit(BUILDER, scripts=False) as opened:
        links = opened.page.locator("a[href$='.docx']")
        assert links.count() == len(list((SITE / "job-description/files").rglob("*.docx")))
        assert links.first.is_visible()


def test_a_role_page_offers_its_documents(visit: Open) -> None:
    with visit("roles/seo-specialist/") as opened:
        page = opened.page
        with page.expect_download() as waiting:
            page.locator("a[href$='seo-specialist/senior.docx']").click()
        assert waiting.value.suggested_filename == "seo-specialist-senior.docx"
        page.get_by_role("link", name="Fit one to your company").click()
        ready(page)
        assert "SEO specialist" in page.locator(f"{SHEET} h2").inner_text()


@pytest.mark.parametrize("scheme", ("light", "dark"))
@pytest.mark.parametrize("width", (320, 1440))
def test_the_builder_fits_and_is_accessible(visit: Open, width: int, scheme: str) -> None:
    with visit(POST, width, scheme) as opened:
        ready(opened.page)
        opened.page.get_by_text("Spell out other duties").click()
        opened.page.get_by_text("Fill in the blanks").click()
        assert opened.overflow() <= 0
        assert opened.violations() == []
        assert opened.breaches() == []


def test_on_paper_only_the_document_stands(visit: Open) -> None:
    with visit(POST) as opened:
        page = opened.page
        ready(page)
        page.emulate_media(media="print")
        assert page.locator(SHEET).is_visible()
        for hidden in (".hb-builder__controls", ".hb-tools", "h1", "#ready-files"):
            assert not page.locator(hidden).first.is_visible(), hidden


def test_failing_to_fetch_leaves_the_ready_files(visit: Open) -> None:
    with visit("") as opened:
        page = opened.page
        page.route("**/job-descriptions.json", lambda route: route.abort())
        page.goto(opened.origin + BUILDER)
        expect(page.get_by_role("status").first).to_contain_text("could not be fetched")
        assert page.locator("a[href$='.docx']").first.is_visible()
