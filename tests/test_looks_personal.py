"""Names and values that look personal, and those that only look like them."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from log_cases import LOGS
from log_texts import flagged
from tracking_plan.rules._personal import (
    ADDRESS,
    BIRTH,
    CARD,
    EMAIL,
    GOVERNMENT,
    IP,
    PERSON,
    PHONE,
    by_name,
    by_names,
    by_value,
)
from tracking_plan.rules.records.personal_value import SUSPICIOUS, looks_like

NAMES = {
    EMAIL: "email emails e_mail userEmail user.email contact-email user_email_address emailaddress courriel correo_electronico",
    PHONE: "phone phone_number mobile_number mobilePhone telephone work_phone_no Telefonnummer téléphone telefone msisdn",
    PERSON: "first_name lastName full_name given_name user_name username customer_full_name cardholderName Vorname prénom",
    ADDRESS: "address billing_address address_line_1 addressLine2 street street_name Straße adresse indirizzo endereço",
    BIRTH: "birth_date birthday dob date_of_birth dateOfBirth Geburtsdatum date_de_naissance fecha_nacimiento",
    IP: "ip ip_address ipAddress client_ip userIP ip_v4 user_ipaddress",
    GOVERNMENT: "ssn passport_number nationalId driver_license_number aadhaar cpf",
    CARD: "iban card_number cardNumber credit_card cvv bank_account_number",
}
OTHERS = """
    name project_name file_name event_name screen_name display_name company_name page_name
    email_verified email_count email_domain email_type email_id has_email is_email send_email num_emails number_of_phones
    phone_type phone_model smartphone headphone mobile screen_ip_count zip vip tip sip server_ip host_ip
    address_type address_bar mac_address web_address wallet_address contract_address remote_address
    card_type card_last4 business_card_scanned birthplace street_view passport_country ssn_provided
"""


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in NAMES.items() for name in names.split()])
def test_names_that_look_personal(kind: str, name: str) -> None:
    assert by_name(name) == kind


@pytest.mark.parametrize("name", OTHERS.split())
def test_names_that_do_not(name: str) -> None:
    assert by_name(name) == ""


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("jane@example.com", EMAIL),
        ("192.0.2.17", IP),
        ("2001:db8::1", IP),
        ("+4915123456789", PHONE),
        ("+1 (555) 010-0199", PHONE),
        ("4111 1111 1111 1111", CARD),
        ("378282246310005", CARD),
        ("DE89 3704 0044 0532 0130 00", CARD),
        ("GB82WEST12345698765432", CARD),
        ("123-45-6789", GOVERNMENT),
    ],
)
def test_values_that_look_personal(value: str, kind: str) -> None:
    assert by_value(value) == kind


@pytest.mark.parametrize(
    "value",
    [
        "@acme/growth", "user@host", "https://a@b.example.com/x", "256.1.1.1", "12:30:45", "00:1B:44:11:3A:B7",
        "4111111111111112", "DE00370400440532013000", "1700000000000000", "2026-01-01", "proj_123", "", 4111111111111111,
        None, ["jane@example.com"],
    ],
)  # fmt: skip
def test_values_that_do_not(value: object) -> None:
    assert by_value(value) == ""


@pytest.mark.parametrize("name", ["1" * 1_000_000 + "a", "_email" * 100_000, "aA" * 500_000])
def test_long_names_take_no_time(name: str) -> None:
    assert by_name(name) == ""


@pytest.mark.parametrize(
    ("around", "name", "kind"),
    [
        ("user", "name", PERSON), ("members", "name", PERSON), ("customer", "email", EMAIL), ("card", "number", CARD),
        ("company", "address", ADDRESS), ("before", "email", EMAIL), ("company", "name", ""), ("group", "name", ""),
        ("product", "name", ""), ("wallet", "address", ""), ("server", "ip", ""), ("server", "client_ip", IP), ("user", "id", ""),
    ],
)  # fmt: skip
def test_names_inside_an_object(around: str, name: str, kind: str) -> None:
    assert by_names(around, name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("8.1.12.1", "ip", IP), ("8.1.12.1", "app_version", ""), ("8.1.12.1", "osVersionName", ""), ("8.1.12.1", "diversion", IP),
        ("116.0.0.0", "browser", ""), ("2001:db8::1", "build", ""), ("ana@example.com", "version", EMAIL),
    ],
)  # fmt: skip
def test_versions_are_no_addresses(text: str, name: str, kind: str) -> None:
    assert looks_like(text, ("context", name, 0)) == kind


@pytest.mark.skipif(not LOGS.is_dir(), reason="the real logs (shared/data/logs) are not here")
def test_of_real_logs_only_what_is_personal_is_flagged() -> None:
    """Each text that is flagged was looked at: the names of the properties, and what stands in them, say what they are."""
    number, found = flagged()
    assert number > 90_000
    counts: Counter[str] = Counter()
    for one, times in found.items():
        counts[one.kind] += times
        if one.kind == IP:
            assert one.name in ("ip", "ip_override", "source_ip", "$ip", "value", "context_ip"), one
        else:
            assert (one.kind, "yxxxxn@example.com" in one.text) == (EMAIL, True), one
    assert counts == {IP: 252, EMAIL: 60}


NUMBERS = {
    "078-05-1120": "a social security number", "529.982.247-25": "a Brazilian CPF number", "111.444.777-35": "a Brazilian CPF number",
    "2341 2341 2346": "an Aadhaar number", "2341-2341-2346": "an Aadhaar number", "RSSMRA85T10A562S": "an Italian tax code",
    "X1234567L": "a Spanish NIE number", "Y-1234567-X": "a Spanish NIE number",
}  # fmt: skip
OTHER_NUMBERS = (
    "000-12-3456 078-05-11201 529.982.247-26 111.111.111-11 1.529.982.247-25 2341-2341-2347 1341-2341-2346 2341-2341-2346-1"
    " RSSMRA85T10A562T XRSSMRA85T10A562S X1234567M W1234567L 2026-01-31 1234-5678-9012"
)


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_of_states(text: str) -> None:
    for whole in (text, f"it is {text}, he said"):
        assert looks_like(whole) == NUMBERS[text]
        assert re.search(SUSPICIOUS, whole), "what is looked for is cleared of nothing beforehand"


@pytest.mark.parametrize("text", OTHER_NUMBERS.split())
def test_numbers_that_are_of_no_state(text: str) -> None:
    assert looks_like(text) == ""
