#pragma once

#include "core/admin/schema_reader.h"
#include "core/admin/services.h"
#include "core/hub/hub_api.h"

#include <string_view>

/// What the services give, as the desk's rows.
namespace hub::local {

QString text(std::string_view value);
api::Error errorOf(const admin::Failure& failure);
api::ParticipantRow participantRow(const admin::AdminServices& services, const admin::ParticipantView& view);
api::AccountRow accountRow(std::string_view participant, const admin::AccountView& view);
api::LimitRow limitRow(const admin::LimitView& view);
api::ContactRow contactRow(const domain::Contact& contact);
api::OracleRow oracleRow(const domain::Oracle& oracle);
admin::Note noteOf(const api::ActionNote& note);

} // namespace hub::local
